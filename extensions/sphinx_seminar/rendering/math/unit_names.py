r"""The units and prefixes of siunitx, as the manual of version 3 names them."""

from __future__ import annotations

#: For symbols without a letter that is upright in every font of formulas.
_MICRO = r"\text{µ}"


def _pairs(table: str) -> dict[str, str]:
    """Return the names of a table and the symbols beside them."""
    words = table.split()
    return dict(zip(words[::2], words[1::2], strict=True))


PREFIXES = {
    **_pairs("""
        quecto q  ronto r  yocto y  zepto z  atto a  femto f  pico p  nano n  milli m  centi c
        deci d  deca da  deka da  hecto h  kilo k  mega M  giga G  tera T  peta P  exa E  zetta Z
        yotta Y  ronna R  quetta Q  kibi Ki  mebi Mi  gibi Gi  tebi Ti
    """),
    "micro": _MICRO,
    "mu": _MICRO,
}

UNITS = _pairs(r"""
    metre m  meter m  kilogram kg  gram g  second s  ampere A  kelvin K  mole mol  candela cd
    becquerel Bq  coulomb C  farad F  gray Gy  hertz Hz  henry H  joule J  lumen lm  katal kat
    lux lx  newton N  pascal Pa  radian rad  siemens S  sievert Sv  steradian sr  tesla T  volt V
    watt W  weber Wb  ohm \Omega  celsius \text{°C}  degreeCelsius \text{°C}
    day d  hour h  minute min  week wk  year a  hectare ha  litre L  liter L  tonne t  dalton Da
    electronvolt eV  astronomicalunit au  atomicmassunit u  bel B  decibel dB  neper Np
    percent \%  bit bit  byte B  angstrom \text{Å}  bar bar  atm atm  mmHg mmHg  knot kn  barn b
    molar M  nauticalmile M  planckbar \hbar  clight \mathit{c}  elementarycharge \mathit{e}
    electronmass m_{\mathrm{e}}  bohr a_{0}  hartree E_{\mathrm{h}}  Omega \Omega  % \%
    degree \text{°}  arcminute {}^{\prime}  arcsecond {}^{\prime\prime}
""")

#: Names that hold their prefix, by the unit behind it; ``u`` is micro.
_SCALED = {
    "m": "pm nm um mm cm dm km m",
    "s": "as fs ps ns us ms s",
    "g": "fg pg ng ug mg g kg",
    "A": "pA nA uA mA kA A",
    "mol": "fmol pmol nmol umol mmol mol kmol",
    "V": "pV nV uV mV V kV",
    "W": "nW uW mW W kW MW GW",
    "Hz": "mHz Hz kHz MHz GHz THz",
    "J": "uJ mJ J kJ",
    "eV": "meV eV keV MeV GeV TeV",
    "Pa": "Pa kPa MPa GPa",
    "N": "mN N kN MN",
    "F": "fF pF F nF uF mF",
    "L": "uL mL L hL",
    "l": "ul ml l hl",
    "K": "mK uK K",
    "C": "nC mC uC C",
    "H": "mH uH H",
    "T": "mT uT T",
    "B": "dB B",
    "bit": "kbit Mbit Gbit",
    "kWh": "kWh",
}

SHORT = {
    **{
        name: f"{_MICRO}\\mathrm{{{unit}}}" if name.startswith("u") else f"\\mathrm{{{name}}}"
        for unit, names in _SCALED.items()
        for name in names.split()
    },
    **_pairs(r"kohm \mathrm{k}\Omega  Mohm \mathrm{M}\Omega  mohm \mathrm{m}\Omega"),
}
