// The report without this script is whole: times lead to the recording, and the search goes through the server.
import { Player } from "./player.js";
import { liveSearch } from "./search.js";

const root = document.querySelector("[data-player]");
if (root) new Player(root, JSON.parse(document.getElementById("recordings").textContent));

const form = document.querySelector("[data-search]");
if (form) liveSearch(form);
