// What makes the pages quicker to use. Every act works without it.
"use strict";

// Keys: "/" goes to the search field; j and k walk the rows of a list.
addEventListener("keydown", (e) => {
  if (e.ctrlKey || e.metaKey || e.altKey || e.target.closest("input, textarea, select, [contenteditable]")) return;
  const field = document.querySelector(`[data-key="${CSS.escape(e.key)}"]`);
  if (field) {
    e.preventDefault();
    field.focus();
    return;
  }
  if (e.key !== "j" && e.key !== "k") return;
  const links = [...document.querySelectorAll("table.list tbody td:first-child > a")];
  const next = links.indexOf(document.activeElement) + (e.key === "j" ? 1 : -1);
  links[Math.max(0, Math.min(next, links.length - 1))]?.focus();
});

// A failure is read at once; a form is sent once.
document.querySelector("[data-focus]")?.focus();
addEventListener("submit", (e) => {
  if (e.target.dataset.sent) {
    e.preventDefault();
    return;
  }
  if (e.target.method === "post") e.target.dataset.sent = "1";
});
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((f) => delete f.dataset.sent));

// The menu and the filters are open where there is room for them.
const wide = matchMedia("(min-width: 60rem)");
const fit = () => document.querySelectorAll("details.menu, details.more").forEach((d) => { d.open = wide.matches; });
wide.addEventListener("change", fit);
fit();

// Remarks: a press on a paragraph of the page chooses it, and those that have
// open remarks are marked.
const remarks = document.querySelector("[data-remarks]");
if (remarks) {
  for (const link of remarks.querySelectorAll("li:not(.done-remark) > a")) {
    document.getElementById(decodeURIComponent(link.hash.slice(1)))?.classList.add("remarked");
  }
  const form = remarks.querySelector("form[data-remark]");
  const choose = form?.elements.anchor;
  document.querySelector(".paper")?.addEventListener("click", (e) => {
    const block = e.target.closest("[id]");
    if (!choose || !block || ![...choose.options].some((o) => o.value === block.id)) return;
    document.querySelector(".picking")?.classList.remove("picking");
    block.classList.add("picking");
    choose.value = block.id;
    form.closest("details").open = true;
    form.elements.text.focus({ preventScroll: matchMedia("(min-width: 75rem)").matches });
  });
}
