// A page that is done, though its interview may not be: it says why, and leads on from there.

/** `why` names the part of the page that tells it: taken_over, unknown. */
export function putToRest(why) {
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
  for (const part of document.querySelectorAll(".room-dock, .room-self, #end, #coaching, #typed-form button")) {
    part.hidden = true;
  }
  document.getElementById("typed-text").readOnly = true; // what is in it can still be copied
  const section = document.querySelector(`[data-rest="${why}"]`);
  section.hidden = false;
  section.querySelector("button, a").focus();
}
