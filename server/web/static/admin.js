// Settings: what a pattern makes is shown while it is typed; members of a group
// are picked from the address book.
for (const area of document.querySelectorAll("form.form textarea[data-agencies]")) pick(area);
for (const output of document.querySelectorAll("output[data-line]")) {
  const field = document.getElementById(output.htmlFor.value);
  const radios = [...field.form.elements.pattern];
  const show = async () => {
    const own = radios.find((r) => r.checked)?.value;
    const pattern = own === "khac" ? field.value : own;
    const answer = await fetch(output.dataset.line + "?mau=" + encodeURIComponent(pattern), { headers: { "X-Vanthu-Part": "1" } });
    if (answer.ok) output.firstElementChild.textContent = await answer.text();
  };
  field.addEventListener("input", () => { radios.at(-1).checked = true; show(); });
  for (const radio of radios) radio.addEventListener("change", show);
}
