from briefkit.remembered import Remembered


def test_all_is_forgotten_when_there_is_one_too_many():
    made = Remembered[int, str](3)
    for number in range(3):
        made[number] = str(number)
    assert made == {0: "0", 1: "1", 2: "2"}

    made[3] = "3"

    assert made == {3: "3"}


def test_what_is_asked_for_only_is_not_forgotten():
    made = Remembered[int, str](1)
    made[0] = "0"

    assert made.get(1) is None
    assert 1 not in made
    assert made[0] == "0"
