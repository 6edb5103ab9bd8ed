// Signing with the program of the Ban Cơ yếu that runs on the person's machine: the
// page asks our server what is to be signed, the program for the signature, and
// sends it with the form.
{
  const agent = "wss://127.0.0.1:8987/SignMsg"; // a new call for each signature
  const patience = 5 * 60 * 1000; // the person looks for the token and types the PIN

  const words = {
    absent: "Không gọi được phần mềm ký của Ban Cơ yếu trên máy này. Hãy mở phần mềm, cắm USB ký số rồi bấm lại. Trên máy dùng lần đầu, hãy mở https://127.0.0.1:8987 một lần để trình duyệt tin phần mềm.",
    refused: "Phần mềm ký không ký: đã bấm hủy, hoặc mã PIN không đúng. Văn bản giữ nguyên; hãy bấm lại.",
    late: "Phần mềm ký chưa trả lời. Văn bản giữ nguyên; hãy bấm lại.",
    server: "Máy chủ chưa chuẩn bị được bản để ký. Hãy mở lại văn bản rồi làm lại.",
  };

  // ask has the program sign a digest.
  const ask = (digest) => new Promise((done, fail) => {
    const socket = new WebSocket(agent);
    const late = setTimeout(() => { fail("late"); socket.close(); }, patience);
    let open = false;
    socket.onopen = () => {
      open = true;
      socket.send(JSON.stringify({ HashAlg: "SHA256", HashValue: digest, Encode: "RSA" }));
    };
    socket.onmessage = (e) => {
      let answer = {};
      try { answer = JSON.parse(e.data); } catch { /* no answer of the program's */ }
      if (answer.Status === 0 && answer.Signature) done(answer.Signature.replace(/\s/g, ""));
      else fail("refused");
      socket.close();
    };
    socket.onclose = () => { clearTimeout(late); fail(open ? "refused" : "absent"); };
  });

  // prepare returns what our server wants to be signed, or fails with its words.
  const prepare = async (form) => {
    let answer;
    try {
      answer = await fetch(form.dataset.agent, {
        method: "POST", body: new URLSearchParams(new FormData(form)), headers: { "X-Vanthu-Part": "1" },
      });
    } catch { throw "server"; }
    if (answer.ok) return answer.json();
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    throw page.body.textContent.replace(/\s+/g, " ").trim() || "server";
  };

  for (const form of document.querySelectorAll("form[data-agent]")) {
    const state = form.querySelector("[data-agent-state]");
    form.addEventListener("submit", async (e) => {
      e.preventDefault();
      if (form.dataset.sent) return;
      state.textContent = "Đang chờ phần mềm ký trên máy này…";
      try {
        const { digest, at } = await prepare(form);
        const value = await ask(digest);
        form.append(...Object.entries({ at, value }).map(([name, value]) => Object.assign(document.createElement("input"), { type: "hidden", name, value })));
        form.submit();
      } catch (why) {
        state.textContent = words[why] ?? why;
        delete form.dataset.sent;
      }
    });
  }
}
