// Watches a packet, or an archive, while it is made, and shows the page anew once it is there or not.
//
// <div data-packet-progress="ADDRESS"> <p data-words> <progress> </div>
const EVERY = 1500;
const place = document.querySelector("[data-packet-progress]");

async function look() {
  try {
    const answer = await fetch(place.dataset.packetProgress, { headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) return location.reload();
    const now = await answer.json();
    if (!now.under_way) return location.reload();
    const words = place.querySelector("[data-words]");
    // Said again only when it changes: a screen reader reads it out each time.
    if (words.textContent !== now.words) words.textContent = now.words;
    const bar = place.querySelector("progress");
    if (now.of) [bar.max, bar.value] = [now.of, now.done];
  } catch {
    // The line dropped; the making goes on without us.
  }
  setTimeout(look, EVERY);
}

if (place) setTimeout(look, EVERY);
