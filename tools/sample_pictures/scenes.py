"""What is drawn: a scene for every picture of the sample backup, by its path there."""

import math
from collections.abc import Callable

from sample_pictures.canvas import Canvas, Colour

PHOTO, WIDE, SCREEN, UPRIGHT, DISH = (960, 640), (1200, 800), (1280, 720), (640, 896), (800, 536)
"""Sizes in pixels."""

INK, PAPER, GREY, RED, GREEN, BLUE, SAND, BROWN, YELLOW = (
    *((44, 48, 58), (250, 248, 243), (205, 208, 212), (205, 76, 60), (86, 140, 92)),
    *((74, 124, 182), (236, 219, 184), (120, 82, 56), (244, 196, 88)),
)


def sea(size: tuple[int, int], sky: Colour, water: Colour, sun: Colour = YELLOW) -> Canvas:
    """A morning at the sea: sun, horizon, two boats and the beach."""
    canvas = Canvas(*size, sky)
    width, height = size
    canvas.ellipse(width * 0.7, height * 0.34, height * 0.1, height * 0.1, sun)
    canvas.rectangle(0, height * 0.45, width, height, water)
    for row in range(6):
        top = height * (0.5 + row * 0.05)
        canvas.rectangle(width * (0.58 + row * 0.015), top, width * (0.82 - row * 0.015), top + 6, sun)
    for x in (0.2, 0.36):
        canvas.polygon(
            [(width * x, height * 0.43), (width * (x + 0.06), height * 0.43), (width * (x + 0.03), height * 0.3)], PAPER
        )
        canvas.rectangle(width * (x - 0.01), height * 0.43, width * (x + 0.07), height * 0.46, BROWN)
    canvas.hill(lambda x: height * (0.86 - 0.05 * math.sin(x * 5)), SAND)
    return canvas


def hills(size: tuple[int, int], sky: Colour, *greens: Colour) -> Canvas:
    """Hills behind one another, under clouds."""
    canvas = Canvas(*size, sky)
    width, height = size
    for x, y in ((0.2, 0.18), (0.55, 0.12), (0.8, 0.24)):
        for step in (-1, 0, 1):
            canvas.ellipse(width * (x + step * 0.05), height * y, height * 0.08, height * 0.045, PAPER)
    for number, green in enumerate(greens):
        base, wave = 0.42 + number * 0.16, 2.2 + number
        canvas.hill(lambda x, base=base, wave=wave: height * (base + 0.09 * math.sin(x * wave * 2 + wave)), green)
    return canvas


def street(size: tuple[int, int], sky: Colour, walls: tuple[Colour, ...]) -> Canvas:
    """Houses in a row, with windows, doors and awnings."""
    canvas = Canvas(*size, sky)
    width, height = size
    each = width / len(walls)
    for number, wall in enumerate(walls):
        left, top = number * each, height * (0.22 + 0.08 * (number % 3))
        canvas.rectangle(left, top, left + each, height * 0.84, wall)
        for floor in range(2):
            for window in (0.18, 0.6):
                y = top + height * (0.06 + 0.16 * floor)
                canvas.rectangle(left + each * window, y, left + each * (window + 0.22), y + height * 0.1, PAPER)
        canvas.rectangle(left + each * 0.1, height * 0.6, left + each * 0.9, height * 0.65, RED if number % 2 else GREEN)
        canvas.rectangle(left + each * 0.38, height * 0.68, left + each * 0.62, height * 0.84, BROWN)
    canvas.rectangle(0, height * 0.84, width, height, GREY)
    return canvas


def bowl(size: tuple[int, int], table: Colour, food: Colour, pieces: tuple[Colour, ...]) -> Canvas:
    """A bowl from above, with what is in it, and chopsticks."""
    canvas = Canvas(*size, table)
    width, height = size
    x, y, radius = width * 0.45, height * 0.52, height * 0.38
    canvas.ellipse(x, y, radius, radius, INK)
    canvas.ellipse(x, y, radius * 0.9, radius * 0.9, PAPER)
    canvas.ellipse(x, y, radius * 0.8, radius * 0.8, food)
    for number in range(14):
        angle, out = number * 2.4, radius * (0.15 + 0.045 * number)
        canvas.ellipse(
            x + out * math.cos(angle), y + out * math.sin(angle), radius * 0.12, radius * 0.09, pieces[number % len(pieces)]
        )
    for left in (0.82, 0.86):
        canvas.line([(width * left, height * 0.15), (width * (left + 0.03), height * 0.9)], 14, BROWN)
    return canvas


def bars(size: tuple[int, int], heights: tuple[float, ...], colour: Colour) -> Canvas:
    """A chart on paper: bars on lines, the last one marked."""
    canvas = Canvas(*size, PAPER)
    width, height = size
    for row in range(5):
        canvas.rectangle(width * 0.08, height * (0.15 + row * 0.17), width * 0.94, height * (0.15 + row * 0.17) + 2, GREY)
    each = width * 0.84 / len(heights)
    for number, part in enumerate(heights):
        left = width * 0.1 + number * each
        shown = RED if number == len(heights) - 1 else colour
        canvas.rectangle(left, height * (0.83 - 0.66 * part), left + each * 0.66, height * 0.83, shown)
    canvas.rectangle(width * 0.08, height * 0.83, width * 0.94, height * 0.83 + 4, INK)
    return canvas


def window(size: tuple[int, int], columns: int, rows: int, colours: tuple[Colour, ...]) -> Canvas:
    """A window of a program with tiles in it, and a list at its side."""
    canvas = Canvas(*size, GREY)
    width, height = size
    canvas.rectangle(40, 30, width - 40, height - 30, PAPER)
    canvas.rectangle(40, 30, width - 40, 78, INK)
    for number, light in enumerate((RED, YELLOW, GREEN)):
        canvas.ellipse(70 + number * 32, 54, 10, 10, light)
    for line in range(8):
        canvas.rectangle(64, 110 + line * 44, 64 + 90 + 24 * (line * 7 % 4), 126 + line * 44, GREY)
    across, down = (width - 340) / columns, (height - 150) / rows
    for number in range(columns * rows):
        left, top = 280 + number % columns * across, 104 + number // columns * down
        canvas.rectangle(left, top, left + across - 16, top + down - 16, colours[number * 5 % len(colours)])
    return canvas


def path_map(size: tuple[int, int]) -> Canvas:
    """A map: river, park, streets, and the way along them."""
    canvas = Canvas(*size, SAND)
    width, height = size
    canvas.line(
        [(0, height * 0.7), (width * 0.3, height * 0.55), (width * 0.6, height * 0.62), (width, height * 0.35)], 110, BLUE
    )
    canvas.ellipse(width * 0.25, height * 0.25, width * 0.14, height * 0.14, GREEN)
    for part in (0.15, 0.42, 0.78):
        canvas.line([(width * part, 0), (width * (part + 0.08), height)], 16, PAPER)
        canvas.line([(0, height * part), (width, height * (part - 0.1))], 16, PAPER)
    way = [(0.08, 0.86), (0.25, 0.72), (0.4, 0.7), (0.62, 0.76), (0.8, 0.56), (0.93, 0.44)]
    canvas.line([(width * x, height * y) for x, y in way], 14, RED)
    for x, y in (way[0], way[-1]):
        canvas.ellipse(width * x, height * y, 24, 24, INK)
        canvas.ellipse(width * x, height * y, 12, 12, PAPER)
    return canvas


def score(size: tuple[int, int]) -> Canvas:
    """A sheet of music on a table."""
    canvas = Canvas(*size, BROWN)
    width, height = size
    canvas.rectangle(width * 0.08, height * 0.06, width * 0.92, height * 0.95, PAPER)
    for stave in range(5):
        top = height * (0.14 + stave * 0.16)
        for line in range(5):
            canvas.rectangle(width * 0.14, top + line * 16, width * 0.86, top + line * 16 + 3, INK)
        for number in range(8):
            x, y = width * (0.2 + number * 0.08), top + height * (0.01 + 0.012 * (number * 3 % 5))
            canvas.ellipse(x, y, 12, 9, INK)
            canvas.rectangle(x + 8, y - 44, x + 12, y, INK)
    return canvas


def cover(size: tuple[int, int], ground: Colour) -> Canvas:
    """The cover of a book: a tree under a moon."""
    canvas = Canvas(*size, ground)
    width, height = size
    canvas.ellipse(width * 0.68, height * 0.24, width * 0.13, width * 0.13, YELLOW)
    canvas.rectangle(width * 0.44, height * 0.5, width * 0.5, height * 0.84, BROWN)
    for x, y, part in ((0.47, 0.38, 0.22), (0.34, 0.48, 0.15), (0.6, 0.48, 0.15)):
        canvas.ellipse(width * x, height * y, width * part, width * part, GREEN)
    canvas.hill(lambda x: height * (0.84 + 0.02 * math.sin(x * 6)), INK)
    canvas.rectangle(width * 0.2, height * 0.9, width * 0.8, height * 0.93, PAPER)
    return canvas


def shoes(size: tuple[int, int]) -> Canvas:
    """A pair of running shoes on a floor."""
    canvas = Canvas(*size, (222, 230, 233))
    width, height = size
    canvas.rectangle(0, height * 0.62, width, height, GREY)
    for x, y, colour in ((0.12, 0.34, BLUE), (0.3, 0.52, RED)):
        left, top = width * x, height * y
        canvas.polygon(
            [(left, top), (left + width * 0.16, top), (left + width * 0.5, top + height * 0.22), (left, top + height * 0.22)],
            colour,
        )
        canvas.rectangle(left - 6, top + height * 0.22, left + width * 0.52, top + height * 0.28, PAPER)
        for lace in range(4):
            canvas.line(
                [
                    (left + width * (0.15 + lace * 0.05), top + lace * 22 + 8),
                    (left + width * (0.2 + lace * 0.05), top + lace * 22 - 8),
                ],
                8,
                PAPER,
            )
    return canvas


def bread(size: tuple[int, int]) -> Canvas:
    """A loaf, cut open, on a board."""
    canvas = Canvas(*size, SAND)
    width, height = size
    canvas.rectangle(width * 0.08, height * 0.2, width * 0.92, height * 0.86, BROWN)
    canvas.ellipse(width * 0.5, height * 0.5, width * 0.32, height * 0.24, (176, 116, 62))
    canvas.ellipse(width * 0.5, height * 0.52, width * 0.29, height * 0.2, (244, 226, 190))
    for number in range(26):
        angle, out = number * 2.4, 0.05 * math.sqrt(number)
        canvas.ellipse(width * (0.5 + out * math.cos(angle)), height * (0.52 + 0.7 * out * math.sin(angle)), 13, 9, SAND)
    return canvas


_SKY, _DAWN, _RAIN, _WOOD = (176, 212, 232), (250, 212, 182), (188, 198, 204), (214, 188, 152)

PICTURES: dict[str, Callable[[], Canvas]] = {
    "12/img/KTX_창밖.webp": lambda: hills(SCREEN, _DAWN, (198, 176, 150), (150, 160, 118), (104, 124, 92)),
    "12/img/안목해변 아침.jpg": lambda: sea(WIDE, _DAWN, BLUE),
    "12/img/커피 거리 (2).jpg": lambda: street(PHOTO, _SKY, (SAND, (214, 150, 120), GREY, (176, 196, 170))),
    "18/img/img.png": lambda: bowl(PHOTO, _WOOD, (196, 84, 58), (PAPER, GREEN, (226, 140, 92))),
    "18/img/img_1.png": lambda: bowl(PHOTO, _WOOD, (222, 170, 120), (GREEN, PAPER)),
    "18/img/김치찌개 (완성).jpg": lambda: bowl(DISH, _WOOD, RED, (PAPER, (238, 150, 96), GREEN)),
    "27/img/정리 전 #1.png": lambda: window(SCREEN, 7, 4, (RED, BLUE, YELLOW, GREEN, BROWN, SAND)),
    "27/img/정리 후?.png": lambda: window(SCREEN, 4, 3, (BLUE, BLUE, GREEN)),
    "3/img/img.png": lambda: hills(WIDE, _SKY, (152, 190, 150), GREEN, (58, 104, 74)),
    "31/img/책 표지_밑줄.webp": lambda: cover(UPRIGHT, (46, 62, 88)),
    "40/img/100일 기록표.png": lambda: bars(PHOTO, (0.2, 0.35, 0.3, 0.5, 0.45, 0.62, 0.7, 0.66, 0.85, 0.95), BLUE),
    "40/img/운동화.jpg": lambda: shoes(PHOTO),
    "45/img/‘비자림’ 입구.webp": lambda: hills(PHOTO, (206, 224, 204), (140, 176, 138), GREEN, (52, 92, 66), (36, 66, 50)),
    "45/img/img.jpg": lambda: hills(WIDE, _RAIN, (150, 172, 150), (112, 146, 116), (74, 106, 80)),
    "45/img/img_1.jpg": lambda: hills(PHOTO, _RAIN, (132, 160, 136), (84, 120, 92)),
    "45/img/img_2.jpg": lambda: sea(PHOTO, _RAIN, (116, 140, 156), GREY),
    "52/img/2023-10-03 오후 3.41.22.png": lambda: window(SCREEN, 2, 5, (GREY, SAND)),
    "58/img/요거트.jpg": lambda: bowl(DISH, (226, 222, 214), PAPER, (BLUE, RED, YELLOW)),
    "58/img/유청빵 단면.jpg": lambda: bread(PHOTO),
    "63/img/예산.png": lambda: bars(PHOTO, (0.9, 0.6, 0.42, 0.3, 0.22), GREEN),
    "70/img/악보 메모.png": lambda: score(UPRIGHT),
    "81/img/코스 지도 100%.png": lambda: path_map(WIDE),
    "81/img/팔당댐 앞.jpg": lambda: hills(PHOTO, _SKY, GREEN, (96, 148, 190), BLUE),
}
