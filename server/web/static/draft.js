// Writing a draft: what is typed is kept at every stroke in this browser and
// within a second at the server, and the page beside follows. Without this file
// the form is saved by its button.


const draft = document.querySelector("form[data-draft]");
if (draft) write(draft);

function write(form) {
  const at = `/van-ban/${form.dataset.draft}/soan`;
  const key = `vanthu-soan-${form.dataset.draft}`;
  const saveField = form.elements.save;
  const told = document.getElementById("luu");
  const page = document.getElementById("xem");
  const held = "held" in form.dataset;
  let keeping = false, again = false, keepTimer, lookTimer, looking;

  const fields = () => new URLSearchParams(new FormData(form));
  const text = () => {
    const all = fields();
    for (const name of ["save", "seen", "then"]) all.delete(name);
    return all.toString();
  };
  const say = (sentence) => { told.textContent = sentence; };
  let kept = text(); // what the server has

  // In this browser first: no cut of the network can lose it.
  const remember = () => {
    try {
      localStorage.setItem(key, JSON.stringify({ base: form.dataset.base, text: text() }));
    } catch { /* full or forbidden: the server keeps it */ }
  };
  const forget = () => { try { localStorage.removeItem(key); } catch { /* as above */ } };

  // What this browser has and the server never got comes back.
  try {
    const mine = JSON.parse(localStorage.getItem(key) || "null");
    if (mine && mine.base === form.dataset.base && mine.text !== kept) {
      const was = new URLSearchParams(mine.text);
      for (const field of form.elements) {
        if (!field.name || ["save", "seen", "then", "unread"].includes(field.name)) continue;
        if (field.type === "checkbox") field.checked = was.has(field.name);
        else if (was.has(field.name)) field.value = was.get(field.name);
      }
      tellUnread(form, was.getAll("unread"));
      say("Đã khôi phục chữ bạn gõ mà máy chủ chưa nhận được.");
      schedule();
    } else if (mine) forget();
  } catch { forget(); }

  async function post(path, options) {
    return fetch(at + path, { method: "POST", body: fields(), headers: { "X-Vanthu-Part": "1" }, ...options });
  }

  async function keep(last) {
    if (held) return;
    if (keeping) { again = true; return; }
    const now = text();
    if (now === kept) return;
    keeping = true;
    try {
      const answer = await post("/giu", { keepalive: last && now.length < 60000 });
      if (answer.ok) {
        saveField.value = await answer.text();
        kept = now;
        if (text() === now) forget();
        say("Đã giữ lúc " + new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" }) + ". Bấm Lưu để thành bản chính thức.");
      } else if (answer.status === 401) {
        say("Phiên làm việc đã hết. Chữ bạn gõ được giữ trên máy này: hãy đăng nhập ở thẻ khác rồi gõ tiếp.");
      } else if (answer.status === 412) {
        say("Văn bản này đang mở ở một thẻ hoặc máy khác của bạn. Chữ ở đây chưa được lưu lên máy chủ: hãy chép lại, rồi tải lại trang.");
      } else {
        const part = new DOMParser().parseFromString(await answer.text(), "text/html");
        say(part.querySelector("p")?.textContent || "Chưa giữ được trên máy chủ; chữ được giữ trên máy này.");
      }
    } catch {
      say("Mất kết nối. Chữ bạn gõ được giữ trên máy này và sẽ gửi lại khi có mạng.");
      keepTimer = setTimeout(keep, 5000);
    } finally {
      keeping = false;
      if (again) { again = false; keepTimer = setTimeout(keep, 300); }
    }
  }

  async function look() {
    looking?.abort();
    looking = new AbortController();
    try {
      const answer = await post("/xem", { signal: looking.signal });
      if (!answer.ok) return;
      const top = page.scrollTop;
      page.innerHTML = await answer.text();
      page.scrollTop = top;
      sayBeside(form, page);
    } catch { /* a newer look is under way, or there is no network */ }
  }

  function schedule() {
    remember();
    clearTimeout(keepTimer);
    clearTimeout(lookTimer);
    keepTimer = setTimeout(keep, 800);
    lookTimer = setTimeout(look, 120);
  }

  form.addEventListener("input", schedule);
  form.addEventListener("submit", () => { clearTimeout(keepTimer); });
  addEventListener("pagehide", () => keep(true));
  addEventListener("online", () => keep());
  document.addEventListener("visibilitychange", () => { if (document.hidden) keep(true); });
  // A hold is renewed while somebody is here; kept text is its own proof.
  setInterval(() => { if (!document.hidden && !held) post("/giu").then((a) => a.ok && a.text().then((n) => { saveField.value = n; })).catch(() => {}); }, 60000);

  // Another kind has other fields: the server knows which.
  form.elements.kind.addEventListener("change", async () => {
    await keep();
    if (text() === kept) location.reload();
  });
  form.elements.issuer?.addEventListener("change", async () => {
    await keep();
    if (text() === kept) location.reload();
  });

  // Paste from Word keeps headings, bullets and tables.
  for (const area of form.querySelectorAll("textarea[data-paste]")) {
    area.addEventListener("paste", async (e) => {
      const html = e.clipboardData?.getData("text/html");
      if (!html || !/<(table|li|ol|ul|b|strong|i|em|h[1-6]|img|u|s|del|sup|sub)[\s>]|mso-list/i.test(html)) return;
      e.preventDefault();
      const plain = e.clipboardData.getData("text/plain");
      const read = await understand(html).catch(() => ({ text: plain, unread: ["Đoạn vừa dán chỉ giữ được chữ vì máy chủ chưa trả lời; bảng và đề mục có thể mất."] }));
      insert(area, read.text);
      tellUnread(form, read.unread);
      area.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }

  for (const area of form.querySelectorAll("textarea[data-agencies]")) pick(area);
}

// understand asks the server what a paste is: its text and what it could not
// take of it, or why nothing of it may be taken.
async function understand(html) {
  const answer = await fetch("/soan/dan", { method: "POST", body: new URLSearchParams({ html }), headers: { "X-Vanthu-Part": "1" } });
  const part = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (answer.status === 413 || answer.status === 422) return { text: "", unread: ["Đoạn vừa dán không được nhận. " + part.body.textContent.trim()] };
  if (!answer.ok) throw new Error(answer.status);
  return { text: part.querySelector("textarea").value, unread: [...part.querySelectorAll("li")].map((li) => li.textContent) };
}

// insert puts a text where the cursor is, so that it can be undone.
function insert(area, text) {
  area.focus();
  if (text && !document.execCommand("insertText", false, text)) area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
}

// tellUnread adds sentences to the list that goes with the draft until it is saved.
function tellUnread(form, sentences) {
  const box = document.getElementById("chua-lay");
  const there = new Set([...box.querySelectorAll("input")].map((i) => i.value));
  for (const sentence of sentences) {
    if (!sentence || there.has(sentence)) continue;
    there.add(sentence);
    const item = document.createElement("li");
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = "unread";
    field.value = sentence;
    item.append(sentence, field);
    box.querySelector("ul").append(item);
  }
  box.hidden = there.size === 0;
}

// sayBeside puts each sentence of the list of checks beside its field too.
function sayBeside(form, page) {
  for (const box of form.querySelectorAll("[data-said]")) {
    const about = [...page.querySelectorAll(`[data-about="${CSS.escape(box.dataset.said)}"]`)];
    box.replaceChildren(...about.map((li) => {
      const line = document.createElement("p");
      if ("wrong" in li.dataset) line.className = "bad";
      line.append(...[...li.cloneNode(true).childNodes].filter((n) => !("own" in li.dataset && n.nodeName === "B")));
      return line;
    }));
    const field = form.elements.namedItem(box.dataset.said);
    if (!field) continue;
    if (about.some((li) => "wrong" in li.dataset)) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }
}

// pick puts a search of the address book under a list of recipients.
function pick(area) {
  const box = document.createElement("div");
  box.className = "stack";
  box.innerHTML = `<label>Thêm từ sổ địa chỉ <input type="search" autocomplete="off" placeholder="gõ không dấu: so noi vu"></label><ul class="picks" hidden></ul>`;
  area.closest("label").after(box);
  const input = box.querySelector("input");
  offer(input, box.querySelector("ul"), (name) => {
    const lines = area.value.split("\n").filter((l) => l.trim());
    area.value = [...lines, name].join("\n");
    area.dispatchEvent(new Event("input", { bubbles: true }));
    input.value = "";
  });
}

// offer shows under a line the names of the address book that fit what is typed in it.
function offer(input, list, take) {
  let timer, asking;
  const close = () => { list.hidden = true; list.replaceChildren(); };
  const add = (name) => { take(name); close(); input.focus(); };
  input.addEventListener("input", (e) => {
    e.stopPropagation();
    clearTimeout(timer);
    timer = setTimeout(async () => {
      if (!input.value.trim()) return close();
      asking?.abort();
      asking = new AbortController();
      try {
        const answer = await fetch("/so-dia-chi/goi-y?q=" + encodeURIComponent(input.value), { headers: { "X-Vanthu-Part": "1" }, signal: asking.signal });
        if (!answer.ok) return close();
        const names = (await answer.text()).split("\n").filter(Boolean);
        list.replaceChildren(...names.map((name) => {
          const item = document.createElement("li");
          const button = document.createElement("button");
          button.type = "button";
          button.textContent = name;
          button.addEventListener("click", () => add(name));
          item.append(button);
          return item;
        }));
        list.hidden = names.length === 0;
      } catch { /* a newer question is under way */ }
    }, 120);
  });
  input.addEventListener("keydown", (e) => {
    if (e.key === "Enter") { e.preventDefault(); list.querySelector("button")?.click(); }
    if (e.key === "Escape") close();
    if (e.key === "ArrowDown") { e.preventDefault(); list.querySelector("button")?.focus(); }
  });
  list.addEventListener("keydown", (e) => {
    const all = [...list.querySelectorAll("button")];
    const i = all.indexOf(document.activeElement);
    if (e.key === "ArrowDown") { e.preventDefault(); all[Math.min(i + 1, all.length - 1)].focus(); }
    if (e.key === "ArrowUp") { e.preventDefault(); (i > 0 ? all[i - 1] : input).focus(); }
    if (e.key === "Escape") { close(); input.focus(); }
  });
}

for (const input of document.querySelectorAll("input[data-names]")) {
  const list = document.createElement("ul");
  list.className = "picks";
  list.hidden = true;
  input.after(list);
  offer(input, list, (name) => { input.value = name; });
}
