"""Plots as SVG, drawn by hand: bars in groups and lines, both over an axis of powers of ten."""

import html
import math

COLOURS = ("#1b6ca8", "#c8553d", "#588b3a", "#8a5aa8", "#b58a1b", "#5b6470", "#2a9d8f")
WIDTH, HEIGHT = 760, 320
LEFT, RIGHT, TOP, BOTTOM = 64, 12, 44, 42


def number(value):
    return f"{value:,.0f}" if value >= 1 else f"{value:g}"


class Plot:
    """`least` to `most` on the upright axis; what it shows is drawn by its methods, then asked for by `svg`."""

    def __init__(self, title, unit, values):
        values = [value for value in values if value > 0]
        self.least, self.most = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
        self.most = max(self.most, self.least + 1)
        self.parts = [self.text(LEFT, 16, f"{title} ({unit}, logarithmic)", "start", 13)]
        for power in range(self.least, self.most + 1):
            y = self.y(10.0**power)
            self.parts.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd"/>')
            self.parts.append(self.text(LEFT - 6, y + 4, number(10.0**power), "end"))

    @staticmethod
    def text(x, y, words, anchor="middle", size=11):
        return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}">{html.escape(words)}</text>'

    def y(self, value):
        share = (math.log10(max(value, 10.0**self.least)) - self.least) / (self.most - self.least)
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)

    def legend(self, names):
        x = LEFT
        for name, colour in zip(names, COLOURS):
            self.parts.append(f'<rect x="{x}" y="24" width="10" height="10" fill="{colour}"/>')
            self.parts.append(self.text(x + 14, 33, name, "start"))
            x += 26 + 7 * len(name)

    def svg(self):
        return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" fill="#222">'
                f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>{"".join(self.parts)}</svg>\n')


def bars(title, unit, groups, series):
    """`series`: {name: [(value, whisker) of each group, or None]}; the whisker ends at a second, greater value."""
    plot = Plot(title, unit, [value for values in series.values() for pair in values if pair for value in pair])
    plot.legend(series)
    step = (WIDTH - LEFT - RIGHT) / len(groups)
    width = 0.8 * step / len(series)
    for place, group in enumerate(groups):
        plot.parts.append(plot.text(LEFT + step * (place + 0.5), HEIGHT - BOTTOM + 18, group))
        for order, (values, colour) in enumerate(zip(series.values(), COLOURS)):
            if values[place] is None:
                continue
            value, whisker = values[place]
            x, y = LEFT + step * (place + 0.1) + width * order, plot.y(value)
            plot.parts.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="{width * 0.9:.1f}" height="{HEIGHT - BOTTOM - y:.1f}" fill="{colour}"/>')
            middle = x + width * 0.45
            plot.parts.append(f'<line x1="{middle:.1f}" x2="{middle:.1f}" y1="{y:.1f}" y2="{plot.y(whisker):.1f}" stroke="{colour}" stroke-width="1.5"/>')
    return plot.svg()


def lines(title, unit, under, series):
    """`series`: {name: [(x, value)]}; x is spaced by its logarithm and labelled, with `under` below."""
    plot = Plot(title, unit, [value for points in series.values() for _, value in points])
    plot.legend(series)
    places = sorted({x for points in series.values() for x, _ in points})
    span = math.log(places[-1] / places[0]) or 1

    def at(x):
        return LEFT + 30 + (WIDTH - LEFT - RIGHT - 60) * math.log(x / places[0]) / span

    for x in places:
        plot.parts.append(plot.text(at(x), HEIGHT - BOTTOM + 16, number(x)))
    plot.parts.append(plot.text(LEFT + (WIDTH - LEFT - RIGHT) / 2, HEIGHT - 8, under))
    for points, colour in zip(series.values(), COLOURS):
        path = " ".join(f"{at(x):.1f},{plot.y(value):.1f}" for x, value in points)
        plot.parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        plot.parts += [f'<circle cx="{at(x):.1f}" cy="{plot.y(value):.1f}" r="3" fill="{colour}"/>' for x, value in points]
    return plot.svg()
