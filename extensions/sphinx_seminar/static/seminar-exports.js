// Reading lists to take away: buttons that copy, and links that download.
// Without this script the links open the files, and text is copied by hand.
(() => {
  const word = (name) => document.querySelector(`meta[name="seminar-${name}"]`)?.content ?? "";

  // A list is copied from the file behind its first link, a block as it stands.
  const textOf = async (line) => {
    const block = line.querySelector("pre");
    if (block) return block.textContent;
    const answer = await fetch(line.querySelector("a.seminar-export").href);
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.text();
  };

  const addButton = (line) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "seminar-copy";
    const format = line.querySelector("a.seminar-export")?.textContent ?? "";
    button.textContent = word("copy");
    if (format) button.setAttribute("aria-label", `${word("copy")} ${format}`);
    const status = document.createElement("span");
    status.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(await textOf(line));
        status.textContent = ` ${word("copied")}`;
      } catch {
        status.textContent = " …";
      }
      setTimeout(() => { status.textContent = ""; }, 2000);
    });
    line.append(" ", button, status);
  };

  const begin = () => {
    for (const link of document.querySelectorAll("a.seminar-export")) link.download = "";
    // The clipboard is there on secure pages only.
    if (!navigator.clipboard) return;
    for (const line of document.querySelectorAll(".seminar-exports, .seminar-copyable")) {
      addButton(line);
    }
  };

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
