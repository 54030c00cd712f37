"""Units of measure: the spellings we read, and the one door to pint.

Files never speak to pint: it takes "kt" for knots, "ton" for 907 kg and "2 S" for siemens. A text must name a unit of
the table below, in a listed spelling; what could mean two units is refused and says so.

    >>> to_unit("kilometres"), to_unit("tonnes"), to_unit("KM")
    ('km', 't', 'km')
    >>> to_unit("ton")
    Traceback (most recent call last):
    armsdeals.errors.UnknownName: 'ton' may be 1000 kg, 907 kg or 1016 kg; write t, short_ton or long_ton

Units are exact by definition: the mile is 1609.344 m, the pound 0.45359237 kg (agreement of 1959), the nautical mile
1852 m, standard gravity 9.80665 m/s2. pint takes half a second to import, so it is opened at the first conversion.
Left out: temperatures, angles in mils, and everything that is counted rather than measured (`Estimate`).
"""

from __future__ import annotations

from decimal import Context, Decimal, localcontext
from functools import cache
from importlib import import_module
from threading import RLock
from typing import TYPE_CHECKING, Any

from armsdeals._shown import shown
from armsdeals.errors import InvalidValue, UnknownName, suggestion

if TYPE_CHECKING:
    from pint import Quantity

# Symbol, dimension, name in pint, definition by units that stand above it, further spellings.
_TABLE = (
    ("m", "length", "meter", "[length]", "metre metres meter meters"),
    ("km", "length", "kilometer", "1000 * meter", "kilometre kilometres kilometer kilometers kms"),
    ("cm", "length", "centimeter", "meter / 100", "centimetre centimetres centimeter centimeters"),
    ("mm", "length", "millimeter", "meter / 1000", "millimetre millimetres millimeter millimeters"),
    ("mi", "length", "mile", "1609.344 * meter", "mile miles"),
    ("nmi", "length", "nautical_mile", "1852 * meter", "nautical_mile nautical_miles"),
    ("ft", "length", "foot", "0.3048 * meter", "foot feet"),
    ("yd", "length", "yard", "0.9144 * meter", "yard yards"),
    ("in", "length", "inch", "0.0254 * meter", "inch inches"),
    ("kg", "mass", "kilogram", "[mass]", "kilogram kilograms kilogramme kilogrammes kgs"),
    ("g", "mass", "gram", "kilogram / 1000", "gram grams gramme grammes"),
    ("t", "mass", "metric_ton", "1000 * kilogram", "tonne tonnes metric_ton metric_tons"),
    ("lb", "mass", "pound", "0.45359237 * kilogram", "lbs pound pounds"),
    ("long_ton", "mass", "long_ton", "2240 * pound", "long_tons"),
    ("short_ton", "mass", "short_ton", "2000 * pound", "short_tons"),
    ("s", "time", "second", "[time]", "sec second seconds"),
    ("min", "time", "minute", "60 * second", "minute minutes"),
    ("h", "time", "hour", "3600 * second", "hr hrs hour hours"),
    ("d", "time", "day", "86400 * second", "day days"),
    ("m/s", "speed", "meter / second", "", "mps"),
    ("km/h", "speed", "kilometer / hour", "", "kmh kph"),
    ("mph", "speed", "mile / hour", "", "mi/h"),
    ("kn", "speed", "knot", "1852 * meter / hour", "knot knots"),
    ("N", "force", "newton", "kilogram * meter / second ** 2", "newton newtons"),
    ("kN", "force", "kilonewton", "1000 * newton", "kilonewton kilonewtons"),
    ("lbf", "force", "pound_force", "9.80665 * pound * meter / second ** 2", "pound_force"),
    ("W", "power", "watt", "newton * meter / second", "watt watts"),
    ("kW", "power", "kilowatt", "1000 * watt", "kilowatt kilowatts"),
    ("MW", "power", "megawatt", "1000000 * watt", "megawatt megawatts"),
    ("hp", "power", "horsepower", "550 * foot * pound_force / second", "horsepower bhp shp"),
    ("PS", "power", "metric_horsepower", "75 * 9.80665 * kilogram * meter ** 2 / second ** 3", "metric_horsepower"),
    ("Hz", "frequency", "hertz", "1 / second", "hertz"),
    ("kHz", "frequency", "kilohertz", "1000 * hertz", "kilohertz"),
    ("MHz", "frequency", "megahertz", "1000000 * hertz", "megahertz"),
    ("GHz", "frequency", "gigahertz", "1000000000 * hertz", "gigahertz"),
    ("L", "volume", "liter", "meter ** 3 / 1000", "l litre litres liter liters"),
    ("m3", "volume", "meter ** 3", "", "m³ cubic_metre cubic_metres cubic_meter cubic_meters"),
    ("deg", "angle", "degree", "", "degree degrees °"),
)  # fmt: skip
_DIMENSION = {symbol: dimension for symbol, dimension, *_ in _TABLE}
_IN_PINT = {symbol: name for symbol, _, name, *_ in _TABLE}
_SPELLED = {spelling: symbol for symbol, *_, more in _TABLE for spelling in (symbol, *more.split())}
# Case tells kN from kn and MW from mW; KM, KG and Tonnes are only shouted.
_SHOUTED = {spelling.lower(): symbol for spelling, symbol in _SPELLED.items()}
_EXACT_CASE = frozenset({"n", "w", "mw", "kn", "ps", "l", "m", "s", "t", "d", "g", "h"})
_UNSURE = {
    "ton": "may be 1000 kg, 907 kg or 1016 kg; write t, short_ton or long_ton",
    "tons": "may be 1000 kg, 907 kg or 1016 kg; write t, short_ton or long_ton",
    "nm": "may be a nautical mile or a nanometre; write nmi for nautical miles",
    "kt": "may be a knot or a kiloton; write kn for knots",
    "kts": "is not read, since kt may be a knot or a kiloton; write kn for knots",
    "mach": "depends on height and weather; write a speed such as 850 m/s",
}
_lock = RLock()


def to_unit(text: str) -> str:
    """Return the symbol of a unit in any listed spelling; blanks count as underscores.

    Raises:
        UnknownName: There is no such unit, or it may be several.
    """
    if not isinstance(text, str):
        raise TypeError(f"{shown(text)} is not a unit; write it as text, such as 'km'")
    key = text.replace(" ", "_")
    if found := _SPELLED.get(key):
        return found
    low = key.lower()
    if low in _UNSURE:
        raise UnknownName(f"{shown(text)} {_UNSURE[low]}")
    if low in _SHOUTED and low not in _EXACT_CASE:
        return _SHOUTED[low]
    near = suggestion(key, _SPELLED)
    hint = f"did you mean {near[0]}?" if near else f"expected one of {', '.join(_DIMENSION)}"
    raise UnknownName(f"{shown(text)} is not a unit of measure; {hint}", suggestions=near)


def factor(unit: str, target: str) -> Decimal:
    """Return how many of the target one of the unit is, to 60 digits; both are symbols.

    Raises:
        InvalidValue: The two measure different things.
    """
    if _DIMENSION[unit] != _DIMENSION[target]:
        raise InvalidValue(
            f"cannot turn {unit} into {target}; one is a {_DIMENSION[unit]}, the other a {_DIMENSION[target]}"
        )
    return Decimal(1) if unit == target else _factor(unit, target)


@cache
def _factor(unit: str, target: str) -> Decimal:
    with _lock, localcontext(Context(prec=60)):
        ours = _registry()
        return Decimal(ours.Quantity(Decimal(1), _IN_PINT[unit]).to(_IN_PINT[target]).magnitude)


@cache
def _registry() -> Any:
    """Open a small registry of exact decimals; 4 ms, where pint's own takes 200 and computes in floats."""
    pint = import_module("pint")
    lines = [f"{name} = {meaning}" for _, _, name, meaning, _ in _TABLE if meaning]
    ours = pint.UnitRegistry(None, non_int_type=Decimal)
    ours.load_definitions(lines)
    return ours


def quantity(number: Decimal, unit: str) -> Quantity[Any]:
    """Return a quantity of pint's application registry, so that it meets those which the user makes.

    Its magnitude is an int where the number is whole, else a float, as that registry computes in floats.
    """
    # The application registry breaks if several threads are the first to use it, hence the lock.
    with _lock:
        theirs = import_module("pint").get_application_registry()
        magnitude = int(number) if number == number.to_integral_value() else float(number)
        made: Quantity[Any] = theirs.Quantity(magnitude, _IN_PINT[unit])
        made.to_base_units()
        return made
