"""The same book in vectorised numpy: reads the resolved arrays that the bench writes, simulates, revalues, prints seconds and VaR.

Normal distribution: Hart's rational function in the form of West, Better approximations to cumulative normal functions (2005), evaluated
in place; it is checked against math.erfc at the start. Work is cut into chunks whose arrays stay in the cache, and chunks run on as many
threads as asked (numpy lets go of the interpreter's lock inside its loops)."""
import math
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np

TOP = (3.52624965998911e-02, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871, 221.213596169931, 220.206867912376)
BOTTOM = (8.83883476483184e-02, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674, 637.333633378831, 793.826512519948,
          440.413735824752)
CHUNK = 500


def polynomial(x, coefficients):
    total = np.full_like(x, coefficients[0])
    for coefficient in coefficients[1:]:
        total *= x
        total += coefficient
    return total


def cumulative(x, bell):
    """P(X <= x), given exp(-x*x/2)."""
    y = np.abs(x)
    np.minimum(y, 38.0, out=y)
    tail = polynomial(y, TOP)
    tail /= polynomial(y, BOTTOM)
    tail *= bell
    return np.where(x > 0, 1 - tail, tail)


def read(folder):
    def load(name, kind=np.float64):
        return np.fromfile(os.path.join(folder, name), dtype=kind)
    a = {name: load(name) for name in ("forwards", "deviations", "held", "strikes", "left", "full", "mwh")}
    a.update({name: load(name, np.int32) for name in ("series", "month", "factor")})
    for name in ("seriesLoadings", "monthLoadings"):
        flat = load(name)
        a[name] = flat.reshape(int(math.isqrt(len(flat))), -1)
    return a


def calls(a, chosen, log, forward, deviations):
    """Undiscounted calls: one row an option, one column a path."""
    strike, s = a["strikes"][chosen][:, None], deviations[chosen][:, None]
    d = log - (np.log(strike) - s * s / 2)
    d /= s
    bell = d * d
    bell *= -0.5
    np.exp(bell, out=bell)
    value = cumulative(d, bell)
    value *= forward
    d -= s
    bell *= forward
    bell /= strike
    outer = cumulative(d, bell)
    outer *= strike
    value -= outer
    return value


def chunk(a, groups, seed, paths):
    generator = np.random.Generator(np.random.SFC64(seed))
    series, months = a["seriesLoadings"], a["monthLoadings"]
    drawn = generator.standard_normal((series.shape[1], months.shape[1], paths))
    shocks = np.matmul(months, drawn)
    shocks = np.tensordot(series, shocks, axes=(1, 0))
    log = shocks[a["series"], a["month"]]
    log *= a["deviations"][:, None]
    log += (np.log(a["forwards"]) - a["deviations"] ** 2 / 2)[:, None]
    forward = np.exp(log)
    profit = a["held"] @ forward
    for factor, chosen in groups:
        profit += a["mwh"][chosen] @ calls(a, chosen, log[factor], forward[factor], a["left"])
    return profit


def main():
    folder, paths, threads = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    probes = np.linspace(-37, 8, 20001)
    exact = np.array([0.5 * math.erfc(-x / math.sqrt(2)) for x in probes])
    error = np.abs(cumulative(probes, np.exp(-probes * probes / 2)) - exact).max()
    a = read(folder)
    watch, cpu = time.perf_counter(), time.process_time()
    order = np.argsort(a["factor"], kind="stable")
    cuts = np.flatnonzero(np.diff(a["factor"][order])) + 1
    groups = [(a["factor"][chosen[0]], chosen) for chosen in np.split(order, cuts)]
    today = a["held"] @ a["forwards"]
    for factor, chosen in groups:
        one = a["forwards"][factor:factor + 1]
        today += a["mwh"][chosen] @ calls(a, chosen, np.log(one), one, a["full"])[:, 0]
    sizes = [min(CHUNK, paths - first) for first in range(0, paths, CHUNK)]
    with ThreadPoolExecutor(threads) as pool:
        profits = np.concatenate(list(pool.map(lambda job: chunk(a, groups, job[0], job[1]), enumerate(sizes)))) - today
    profits.sort()
    rank = math.ceil(paths * 0.01)
    print(f"{time.perf_counter() - watch:.3f} {time.process_time() - cpu:.3f} {-profits[rank - 1]:.0f} {profits.mean():.0f} {error:.1e} "
          f"{np.__version__}")


main()
