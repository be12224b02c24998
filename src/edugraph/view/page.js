"use strict";

(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const panel = document.getElementById("panel");
  const graph = document.getElementById("graph");
  const most = 200;
  // A canvas does not inherit its font.
  const face = getComputedStyle(document.body).fontFamily;

  const network = new vis.Network(
    graph,
    { nodes: new vis.DataSet(data.nodes), edges: new vis.DataSet(data.edges) },
    {
      physics: false,
      layout: { improvedLayout: false },
      interaction: { hover: true, multiselect: false, hideEdgesOnDrag: data.edges.length > 1500 },
      nodes: { shape: "dot", borderWidth: 0, borderWidthSelected: 3, chosen: true, font: { face } },
      edges: {
        smooth: false,
        scaling: { label: { drawThreshold: 8 } },
        arrows: { to: { enabled: true, scaleFactor: 0.4 } },
        font: { face, color: "#5f6f7e", strokeWidth: 4, strokeColor: "#f6f8fa", align: "horizontal" },
        selectionWidth: 1.5,
      },
    },
  );

  // Text of a report is only ever text: nothing here builds HTML from a string.
  function element(name, text, className) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function card(fact) {
    const made = element("article", "", "card");
    made.append(element("h3", fact.head));
    const about = element("p");
    about.append(element("span", data.statuses[fact.status] || "", `status ${fact.status}`));
    const said = [fact.period, fact.section].filter(Boolean).join(" · ");
    about.append(document.createTextNode(said ? ` ${said}` : ""));
    made.append(about, element("blockquote", fact.quote));
    return made;
  }

  function show(title, group, detail, cards) {
    panel.replaceChildren();
    panel.scrollTop = 0;
    if (group) panel.append(element("div", group, "group"));
    panel.append(element("h2", title));
    for (const [name, value] of detail) panel.append(element("p", `${name}：${value}`, "detail"));
    panel.append(element("p", cards.length ? `${cards.length} 条事实` : "报告中没有直接陈述它的事实。", "detail"));
    for (const number of cards.slice(0, most)) panel.append(card(data.cards[number]));
    if (cards.length > most) panel.append(element("p", `另有 ${cards.length - most} 条未显示。`, "detail"));
  }

  function showNode(key) {
    const about = data.panels[key];
    show(about.label, about.group, about.detail, about.cards);
  }

  function showEdge(number) {
    const edge = data.edges.find((each) => each.id === number);
    if (!data.edgeCards[number].length && data.panels[edge.to].cards.length) {
      showNode(edge.to);
      return;
    }
    const ends = `${data.panels[edge.from].label} → ${data.panels[edge.to].label}`;
    show(ends, edge.label.replaceAll("\n", "、"), [], data.edgeCards[number]);
  }

  network.on("click", (event) => {
    if (event.nodes.length) showNode(event.nodes[0]);
    else if (event.edges.length) showEdge(event.edges[0]);
  });
  // Where a node is on the canvas, for whoever drives the page from outside.
  window.edugraph = { at: (key) => network.canvasToDOM(network.getPosition(key)) };

  const counts = Object.entries(data.statuses).map(([name, word]) => `${word} ${data.counts[name] || 0}`);
  panel.append(element("p", counts.join(" · "), "detail"));
  // fit() looks at the nodes alone; the labels at the margin want room too.
  network.fit({ animation: false });
  network.moveTo({ scale: network.getScale() * 0.92 });
})();
