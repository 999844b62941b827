using Busbar.Digital.Delivery.Quality;
using Busbar.Host.Desks.Service;
using Busbar.Kernel.Facts;

namespace Busbar.Host.Desks.Delivery;

/// <summary>The house's gate for builds: all tests held, four lines in five covered, no open critical finding, a tenth of the scarcest
/// error budget left.</summary>
public static class BuildGate
{
    private static readonly GateRules rules = new(CoverageLeast: 80, CriticalMost: 0, BudgetLeast: 0.1);

    /// <summary>The gate's word on a build. Open findings of security are not known here yet, and keep it shut.</summary>
    public static GateVerdict Of(BuildEvidence build, DigitalBooks books, AsOf asOf) => CheckGate.Run(new(
        rules, build.Tests, build.Coverage, OpenCritical: null, BudgetLeft(books, asOf), IsFix: false));

    private static double? BudgetLeft(DigitalBooks books, AsOf asOf)
    {
        var shares = books.Operations.Objectives.All(asOf).Select(held => held.Check.State).Where(state => state.Budget > 0)
            .Select(state => (double)(state.Left / state.Budget)).ToArray();
        return shares.Length == 0 ? null : shares.Min();
    }
}
