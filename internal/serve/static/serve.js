// Makes the pages quicker; every one of them works without it.
"use strict";
(() => {
  const errors = document.getElementById("errors");
  if (errors) errors.focus();

  // Work that goes on: its state is asked for, and the page comes again when it has ended.
  const job = document.getElementById("job");
  if (job && job.dataset.state) {
    const says = document.getElementById("job-says");
    const bar = document.getElementById("job-bar");
    const look = async () => {
      try {
        const got = await fetch(job.dataset.state);
        const state = await got.json();
        if (state.finished) return location.reload();
        if (says.textContent !== state.says) says.textContent = state.says;
        bar.max = state.of || 1;
        bar.value = state.done;
      } catch {
        return setTimeout(() => location.reload(), 3000);
      }
      setTimeout(look, 700);
    };
    setTimeout(look, 300);
  }
})();

// A case's form saves itself after each change.
(() => {
  const form = document.querySelector(".case-form");
  if (!form) return;
  const says = form.querySelector(".state");
  const aside = document.querySelector("aside");
  let timer, saving = false, again = false, stopped = false;

  const tell = (text, failed) => {
    says.textContent = text;
    says.classList.toggle("failed", failed);
  };

  const mark = (faults) => {
    for (const old of form.querySelectorAll(".error.live")) {
      old.parentElement.classList.remove("bad");
      old.remove();
    }
    for (const [path, why] of Object.entries(faults || {})) {
      const input = document.getElementById(path) || document.getElementById(path.split("@")[0]);
      const field = input && input.closest(".field");
      if (!field) continue;
      const p = document.createElement("p");
      p.className = "error live";
      p.textContent = why;
      field.classList.add("bad");
      field.prepend(p);
    }
  };

  const save = async () => {
    if (stopped) return;
    if (saving) {
      again = true;
      return;
    }
    saving = true;
    tell("Saving…", false);
    try {
      const got = await fetch(form.action, { method: "POST", headers: { "X-Handover": "save" }, body: new URLSearchParams(new FormData(form)) });
      if (!got.ok || !(got.headers.get("Content-Type") || "").startsWith("application/json")) throw new Error();
      const back = await got.json();
      if (back.says) {
        tell(back.says, true);
        stopped = back.reload;
      } else {
        for (const h of document.querySelectorAll('input[name="_hash"]')) h.value = back.hash;
        mark(back.faults);
        const bad = Object.keys(back.faults || {}).length;
        tell(bad ? "Saved, but for " + (bad === 1 ? "one answer" : bad + " answers") + " that couldn’t be read" : "Saved", bad > 0);
        const beside = await fetch(form.dataset.beside);
        if (beside.ok) aside.innerHTML = await beside.text();
      }
    } catch {
      tell("Not saved: the program doesn’t answer. Keep this page open, start the program again, and copy what you typed.", true);
    }
    saving = false;
    if (again) {
      again = false;
      save();
    }
  };

  const soon = (after) => {
    clearTimeout(timer);
    timer = setTimeout(save, after);
  };
  form.addEventListener("change", () => soon(250));
  form.addEventListener("input", () => soon(2500));
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    stopped = true;
  });
})();
