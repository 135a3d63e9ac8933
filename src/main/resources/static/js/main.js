// Small behaviours, each named by what it does; none knows a page. Every page works without them.
import "./behaviours/keyboard.js";
import "./behaviours/theme.js";
import "./behaviours/toast.js";
import "./behaviours/passkey.js";
import "./behaviours/problems.js";
import "./behaviours/wall.js";
import "./behaviours/answers.js";
import "./behaviours/find.js";
import "./behaviours/keying.js";
import "./behaviours/clash.js";
if (document.querySelector("[data-plan]")) import("./behaviours/plan.js");
