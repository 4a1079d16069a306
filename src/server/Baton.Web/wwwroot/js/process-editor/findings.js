// Findings on the drawing and in the list below it.
import { node } from "./fields.js";

const shape = {
  error: "M12 3 2.5 20h19L12 3Zm0 6v5m0 3v.5",
  warning: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm0 5v5m0 3v.5",
};

function icon(name) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  made.setAttribute("class", "icon");
  made.setAttribute("viewBox", "0 0 24 24");
  made.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", shape[name]);
  made.append(path);
  return made;
}

export class FindingMarks {
  constructor(place, modeler) {
    this.place = place;
    this.modeler = modeler;
    this.t = modeler.get("translate");
    this.overlays = modeler.get("overlays");
    this.registry = modeler.get("elementRegistry");
    this.drawn = "";
  }

  show(findings) {
    const key = JSON.stringify(findings) + this.registry.size;
    if (key === this.drawn) {
      return;
    }
    this.drawn = key;
    this.overlays.remove({ type: "baton-finding" });
    const byElement = Map.groupBy(findings.filter(one => one.elementId && this.registry.get(one.elementId)), one => one.elementId);
    for (const [id, mine] of byElement) {
      const element = this.registry.get(id);
      if (element.parent) {
        this.mark(element, mine);
      }
    }
    this.list(findings);
  }

  mark(element, mine) {
    const isError = mine.some(one => one.isError);
    const badge = node(
      "span",
      { class: `pe-badge ${isError ? "pe-bad" : "pe-warn"}`, title: mine.map(one => one.message).join("\n"), "data-testid": "pe-badge" },
      icon(isError ? "error" : "warning"),
      String(mine.length),
    );
    const position = element.waypoints ? this.middle(element) : { top: -11, left: -11 };
    this.overlays.add(element, "baton-finding", { position, html: badge, show: { minZoom: 0.2 } });
  }

  middle({ waypoints }) {
    const at = Math.floor((waypoints.length - 1) / 2);
    const [a, b] = [waypoints[at], waypoints[at + 1]];
    const [left, top] = [Math.min(...waypoints.map(one => one.x)), Math.min(...waypoints.map(one => one.y))];
    return { left: (a.x + b.x) / 2 - left - 11, top: (a.y + b.y) / 2 - top - 11 };
  }

  list(findings) {
    const { t } = this;
    const errors = findings.filter(one => one.isError).length;
    const head = node(
      "p",
      { class: "pe-findings-head", role: "status", "data-testid": "pe-findings-count" },
      findings.length === 0 ? t("Nothing to find fault with.") : t("{errors} to put right, {warnings} to look at", { errors, warnings: findings.length - errors }),
    );
    this.place.replaceChildren(
      head,
      node(
        "ul",
        { class: "pe-findings", "data-testid": "pe-findings" },
        findings.map(one => node("li", {}, this.line(one))),
      ),
    );
  }

  line(finding) {
    const element = finding.elementId && this.registry.get(finding.elementId);
    const parts = [
      node("span", { class: finding.isError ? "pe-bad" : "pe-warn" }, icon(finding.isError ? "error" : "warning"), node("span", { class: "visually-hidden" }, finding.isError ? this.t("Error") : this.t("Warning"))),
      node("span", {}, finding.message),
    ];
    return element
      ? node("button", { type: "button", class: "pe-finding", "data-testid": "pe-finding", "data-element": finding.elementId, onclick: () => this.lead(element) }, parts)
      : node("div", { class: "pe-finding", "data-testid": "pe-finding" }, parts);
  }

  lead(element) {
    const canvas = this.modeler.get("canvas");
    const root = canvas.findRoot(element);
    if (root && root !== canvas.getRootElement()) {
      canvas.setRootElement(root);
    }
    if (element.parent) {
      canvas.scrollToElement(element, 80);
    }
    this.modeler.get("selection").select(element.parent ? element : null);
  }
}
