// The upload page: what was chosen or dropped is sent file by file, then the check is asked for.
"use strict";
(() => {
  const form = document.querySelector("#upload");
  if (!form) return;
  const one = (selector) => document.querySelector(selector);
  const words = form.dataset;
  const MIB = 1024 * 1024;
  const AT_ONCE = 2;
  const chosen = new Map();
  let busy = false;

  const tell = (line) => { one("#wrong").textContent = line; };

  // ---- what is chosen, held against the limits before anything is sent

  const total = () => [...chosen.values()].reduce((sum, file) => sum + file.size, 0);
  const problem = () => {
    const large = [...chosen].find(([, file]) => file.size > Number(words.mostFile) * MIB);
    if (large) return `${words.tooLarge}: ${large[0]}`;
    if (total() > Number(words.mostAll) * MIB) return words.tooLarge;
    if (chosen.size > Number(words.mostCount)) return words.tooMany;
    return "";
  };
  const show = () => {
    const size = `${(total() / MIB).toFixed(1)} MB`;
    one("#chosen").textContent = chosen.size ? words.chosen.replace("%n", () => chosen.size).replace("%s", () => size) : "";
    tell(problem());
  };
  const add = (path, file) => { chosen.set(path.replace(/^\/+/, ""), file); };
  for (const id of ["files", "folder"]) {
    one(`#${id}`).addEventListener("change", (event) => {
      for (const file of event.target.files) add(file.webkitRelativePath || file.name, file);
      event.target.value = "";
      show();
    });
  }

  // ---- what is dropped: folders are walked

  const entries = (reader) => new Promise((done, failed) => { reader.readEntries(done, failed); });
  const walk = async (entry) => {
    if (entry.isFile) {
      add(entry.fullPath, await new Promise((done, failed) => { entry.file(done, failed); }));
      return;
    }
    const reader = entry.createReader();
    for (let some = await entries(reader); some.length; some = await entries(reader)) {
      for (const inner of some) await walk(inner);
    }
  };
  const drop = one("#drop");
  for (const kind of ["dragenter", "dragover"]) {
    drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
  }
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", async (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    const found = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
    for (const entry of found) await walk(entry);
    show();
  });

  // ---- sending

  const answer = async (response) => {
    const said = await response.json().catch(() => ({}));
    if (!response.ok) throw new Error(said.wrong || words.cutOff);
    return said;
  };
  const put = (address, path, file, moved) => new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open("PUT", `${address}/files?path=${encodeURIComponent(path)}`);
    request.upload.addEventListener("progress", (event) => moved(event.loaded));
    request.addEventListener("load", () => {
      if (request.status < 300) { moved(file.size); done(); return; }
      let wrong = "";
      try { wrong = JSON.parse(request.responseText).wrong; } catch { wrong = ""; }
      failed(new Error(`${path}: ${wrong || words.cutOff}`));
    });
    request.addEventListener("error", () => failed(new Error(`${path}: ${words.cutOff}`)));
    request.send(file);
  });
  const send = async (address) => {
    const bar = one("#sent");
    const sent = new Map();
    const queue = [...chosen];
    const all = queue.length;
    let done = 0;
    let stopped = false;
    bar.hidden = false;
    bar.max = Math.max(1, total());
    const worker = async () => {
      for (let next = queue.shift(); next && !stopped; next = queue.shift()) {
        const [path, file] = next;
        await put(address, path, file, (bytes) => {
          sent.set(path, bytes);
          bar.value = [...sent.values()].reduce((sum, n) => sum + n, 0);
        }).catch((error) => { stopped = true; throw error; });
        // What arrived is not sent again where a later file fails.
        chosen.delete(path);
        done += 1;
        one("#chosen").textContent = words.sent.replace("%d", () => done).replace("%n", () => all);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (busy) return;
    const begins = words.address === "/u";
    if (begins && !chosen.size) { tell(words.none); return; }
    if (problem()) { tell(problem()); return; }
    busy = true;
    tell("");
    try {
      if (begins) {
        const body = new URLSearchParams(new FormData(form));
        const said = await answer(await fetch("/u", { method: "POST", body }));
        // From here on the submission is there: what fails can be gone on with.
        words.address = said.address;
      }
      await send(words.address);
      const asked = await fetch(`${words.address}/check`, { method: "POST" });
      if (!asked.ok) await answer(asked);
      window.location.assign(words.address);
    } catch (error) {
      tell(error.message);
      one("#sent").hidden = true;
    } finally {
      busy = false;
    }
  });

  // ---- the tier is asked for where the system has any

  const system = one("#system");
  if (system) {
    const fit = () => {
      for (const label of document.querySelectorAll("[data-system]")) {
        label.hidden = label.dataset.system !== system.value;
        label.querySelector("select").disabled = label.hidden;
      }
    };
    system.addEventListener("change", fit);
    fit();
  }
})();
