/*
 * Filter and sort of the list. The rows are in the page; what is shown is in the part of the address
 * behind "#" (#group=dead&host=www.ohchr.org&sort=-since), so that a view can be kept and sent.
 * Without this script the whole list stands there.
 */
(() => {
	"use strict";

	const table = document.getElementById("links");
	const body = table.tBodies[0];
	const rows = [...body.rows].map((row, order) => ({
		row,
		order,
		...row.dataset,
		address: row.querySelector(".what").textContent,
		text: row.textContent.toLowerCase(),
	}));
	const fields = ["group", "verdict", "host", "text"];
	const control = Object.fromEntries(
		["verdict", "host", "text"].map((name) => [name, document.getElementById("by-" + name)]),
	);
	const shown = document.getElementById("shown");
	const nothing = document.getElementById("nothing");
	const heads = [...table.tHead.querySelectorAll("th[data-sort]")];
	const tiles = [...document.querySelectorAll(".tiles a")];

	/* What the address says. */
	const read = () => {
		const said = new URLSearchParams(location.hash.slice(1));
		return Object.fromEntries([...fields, "sort"].map((name) => [name, said.get(name) || ""]));
	};

	const write = (state) => {
		const said = new URLSearchParams(Object.entries(state).filter(([, value]) => value));
		history.replaceState(null, "", "#" + said);
		show();
	};

	const matches = (state) => {
		const words = state.text.toLowerCase().split(/\s+/).filter(Boolean);
		return (row) =>
			(!state.group || row.group === state.group) &&
			(!state.verdict || row.verdict === state.verdict) &&
			(!state.host || row.host === state.host) &&
			words.every((word) => row.text.includes(word));
	};

	/* What is empty comes last, whichever way round. */
	const order = (sort) => {
		const down = sort.startsWith("-") ? -1 : 1;
		const key = sort.replace("-", "");
		const number = key === "cited";
		return (a, b) => {
			const x = a[key] || "";
			const y = b[key] || "";
			if (!x !== !y) {
				return x ? -1 : 1;
			}
			const difference = number ? x - y : x < y ? -1 : x > y ? 1 : 0;
			return down * difference || a.order - b.order;
		};
	};

	const show = () => {
		const state = read();
		const wanted = matches(state);
		const known = heads.some((head) => head.dataset.sort === state.sort.replace("-", ""));
		const sorted = known ? [...rows].sort(order(state.sort)) : rows;
		let count = 0;

		for (const row of sorted) {
			row.row.hidden = !wanted(row);
			count += !row.row.hidden;
		}
		body.append(...sorted.map((row) => row.row));
		shown.textContent = `${count} of ${rows.length} shown`;
		nothing.hidden = count > 0;
		for (const [name, input] of Object.entries(control)) {
			if (input.value !== state[name]) {
				input.value = state[name];
			}
		}
		for (const head of heads) {
			const by = state.sort.replace("-", "") === head.dataset.sort;
			head.ariaSort = !by ? "none" : state.sort[0] === "-" ? "descending" : "ascending";
		}
		for (const tile of tiles) {
			tile.ariaCurrent = tile.dataset.group === state.group ? "true" : null;
		}
	};

	for (const [name, input] of Object.entries(control)) {
		input.addEventListener("input", () => write({ ...read(), [name]: input.value }));
	}
	for (const head of heads) {
		const button = document.createElement("button");
		button.type = "button";
		button.append(...head.childNodes);
		button.addEventListener("click", () => {
			const state = read();
			const up = state.sort === head.dataset.sort;
			write({ ...state, sort: (up ? "-" : "") + head.dataset.sort });
		});
		head.append(button);
	}
	/* Tiles and bars set one field and leave the others; without the script they lead to rows. */
	document.addEventListener("click", (event) => {
		const link = event.target.closest("a[data-field]");
		if (!link) {
			return;
		}
		event.preventDefault();
		write({ ...read(), [link.dataset.field]: link.dataset[link.dataset.field] });
		shown.scrollIntoView({ block: "nearest" });
	});
	document.getElementById("clear").addEventListener("click", () => write({}));
	addEventListener("hashchange", show);
	document.getElementById("controls").hidden = false;
	show();
})();
