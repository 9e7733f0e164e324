"""Charts: every count has a column that can be seen, as high as it is large, and years nobody wrote in have a place too."""

import random

from convert.report.charts import chart_of_years, percentages_of_longest


def test_years_follow_on_each_other_from_the_first_to_the_last():
    chart = chart_of_years({"2019": 4, "": 7, "2016": 1, "2017": 300})
    assert [(column.label, column.count) for column in chart.columns] == [("2016", 1), ("2017", 300), ("2018", 0), ("2019", 4)]


def test_fewer_than_two_years_are_no_chart():
    assert chart_of_years({}) is chart_of_years({"": 3}) is chart_of_years({"2020": 3}) is None


def test_of_very_many_years_the_last_are_drawn():
    chart = chart_of_years({"0001": 1, "2026": 2})
    assert (chart.columns[0].label, chart.columns[-1].label, chart.columns[-1].count) == ("1987", "2026", 2)


def test_columns_stand_in_their_box_and_are_in_order_of_their_counts():
    numbers = random.Random(2)
    for _ in range(200):
        chart = chart_of_years({str(2000 + year): numbers.choice((0, 1, 5, 9_999)) for year in range(numbers.randint(2, 30))})
        columns = chart.columns
        assert all(column.x >= 0 and column.x + column.width <= chart.width for column in columns)
        assert all(column.y > 0 and column.y + column.height < chart.height for column in columns)
        assert all((column.height > 0) == (column.count > 0) for column in columns)
        by_count = sorted(columns, key=lambda column: column.count)
        assert [column.height for column in by_count] == sorted(column.height for column in columns)


def test_rows_are_beside_the_longest():
    assert percentages_of_longest([50, 200, 0, 1]) == [25.0, 100.0, 0, 1]
    assert percentages_of_longest([]) == []
