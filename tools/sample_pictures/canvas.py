"""A picture of flat shapes: a colour for each pixel, by its place in a palette, so that little is to be packed."""

import math
from collections.abc import Callable

Colour = tuple[int, int, int]
Point = tuple[float, float]


class Canvas:
    """Pixels as numbers of colours, a row after another; shapes beyond the edge are cut off. Lengths are in pixels."""

    def __init__(self, width: int, height: int, ground: Colour) -> None:
        self.width, self.height = width, height
        self.palette = [ground]
        self.rows = [bytearray(width) for _ in range(height)]

    def rectangle(self, left: float, top: float, right: float, bottom: float, colour: Colour) -> None:
        """Fill a rectangle."""
        self._fill_rows(top, bottom, colour, lambda row: (left, right))

    def ellipse(self, x: float, y: float, across: float, down: float, colour: Colour) -> None:
        """Fill an ellipse around a point, with its two radii."""

        def span(row: int) -> tuple[float, float]:
            half = across * math.sqrt(max(0.0, 1 - ((row - y) / down) ** 2))
            return x - half, x + half

        self._fill_rows(y - down, y + down, colour, span)

    def hill(self, height_at: Callable[[float], float], colour: Colour) -> None:
        """Fill all that is below a line, which is given by its height for each part of the width from 0 to 1."""
        number = self._number_of(colour)
        for x in range(self.width):
            for y in range(max(0, int(height_at(x / self.width))), self.height):
                self.rows[y][x] = number

    def polygon(self, points: list[Point], colour: Colour) -> None:
        """Fill a convex polygon."""

        def span(row: int) -> tuple[float, float]:
            crossings = [
                ax + (row - ay) * (bx - ax) / (by - ay)
                for (ax, ay), (bx, by) in zip(points, [*points[1:], points[0]], strict=True)
                if ay != by and min(ay, by) <= row < max(ay, by)
            ]
            return (min(crossings), max(crossings)) if crossings else (0, 0)

        self._fill_rows(min(y for _, y in points), max(y for _, y in points), colour, span)

    def line(self, points: list[Point], thickness: float, colour: Colour) -> None:
        """Draw a line through points, with round corners."""
        for (ax, ay), (bx, by) in zip(points, points[1:], strict=False):
            steps = max(1, int(max(abs(bx - ax), abs(by - ay)) / (thickness / 3)))
            for step in range(steps + 1):
                self.ellipse(ax + (bx - ax) * step / steps, ay + (by - ay) * step / steps, thickness / 2, thickness / 2, colour)

    def _fill_rows(self, top: float, bottom: float, colour: Colour, span: Callable[[int], tuple[float, float]]) -> None:
        number = self._number_of(colour)
        for row in range(max(0, round(top)), min(self.height, round(bottom))):
            left, right = (min(max(round(edge), 0), self.width) for edge in span(row))
            self.rows[row][left:right] = bytes([number]) * (right - left)

    def _number_of(self, colour: Colour) -> int:
        if colour not in self.palette:
            self.palette.append(colour)
        return self.palette.index(colour)
