// What every page of the desk needs in the browser. It works by delegation on attributes, so pages come and go without set-up.
import "./early.js";
import "./keyboard.js";
import "./menus.js";
import "./preferences.js";
import "./countdown.js";
import "./reconnect.js";
import "./suggest.js";
import "./problems.js";
import "./copy.js";
