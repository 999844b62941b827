using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Numerics;
using Busbar.Supply.Handoffs.Risk;

namespace Busbar.Supply.Risk.Measures;

/// <summary>Value at risk in closed form from sensitivities and a covariance.</summary>
internal sealed record ParametricRisk(
    ImmutableArray<Sensitivity> Sensitivities, FactorCovariance Covariance, bool HasGamma, bool IsCornishFisher, bool IsRepaired)
{
    // An eigenvalue that rounding alone can explain, against the largest.
    private const double EigenvalueTolerance = 1e-9;

    internal Outcome<ValueAtRiskReport> Measure(MeasureValueAtRiskInputs inputs)
    {
        var findings = new List<Finding>();
        if (RefuseShape() is { } refusal) return refusal;
        var matrix = Semidefinite(findings, out refusal);
        if (refusal is not null) return refusal;
        var parts = PartsOf(inputs, findings);
        var (whole, scaled) = (Sum(parts.Values), Held(matrix, inputs.Holding));
        var slopes = new CumulantSlopes(whole, scaled);
        if (!(slopes.Of.Variance > 0))
            return new Refusal("zero-variance", "the covered factors do not move the book, so nothing can be measured",
                "value at risk", "Check that the covariance holds the book's factors and that the book is not empty.");
        var figures = inputs.Levels.Select(level => Figure(level, parts, whole, slopes, scaled, findings)).ToImmutableArray();
        return Outcome.Of(new ValueAtRiskReport(MethodText, figures), findings);
    }

    private string MethodText => !HasGamma ? "delta-normal"
        : IsCornishFisher ? "delta-gamma, quantile of Cornish and Fisher" : "delta-gamma-normal";

    private Refusal? RefuseShape()
    {
        var n = Covariance.Factors.Length;
        if (Sensitivities.IsDefaultOrEmpty)
            return new("no-sensitivities", "the book has no sensitivities", "value at risk", "Compute them first.");
        if (Covariance.Matrix.Length != n * n || Covariance.Factors.Distinct(StringComparer.Ordinal).Count() != n
            || Covariance.Matrix.Any(value => !double.IsFinite(value)))
            return new("wrong-covariance", $"{n} factors, some twice or with numbers that are missing", "covariance",
                "Give each factor once and a finite covariance for each pair.");
        var stranger = Sensitivities.FirstOrDefault(each => each.Step != Covariance.Step);
        return stranger is null ? null : new("wrong-units",
            $"{stranger.Trade} is sensitive to {stranger.Factor} by {stranger.Step}; the covariance is in {Covariance.Step} squared",
            "covariance", "Bring both to the same step.");
    }

    private double[] Semidefinite(List<Finding> findings, out Refusal? refusal)
    {
        refusal = null;
        double[] matrix = [.. Covariance.Matrix];
        var eigen = SymmetricEigen.Of(matrix, Covariance.Factors.Length);
        var (least, most) = (eigen.Values.Min(), eigen.Values.Max(Math.Abs));
        if (least >= -EigenvalueTolerance * most) return matrix;
        var what = FormattableString.Invariant($"the covariance is indefinite: its least eigenvalue is {least:G4}, its largest {most:G4}");
        if (IsRepaired)
            findings.Add(new("covariance-repaired", Severity.Warning, what, "covariance",
                "eigenvalues below 0 were set to 0 (the nearest semidefinite matrix)"));
        else
            refusal = new("indefinite-covariance", what, "covariance",
                "Estimate it over one window for all factors, or ask for it to be repaired.");
        return IsRepaired ? eigen.NearestSemidefinite() : matrix;
    }

    private SortedDictionary<string, QuadraticBook> PartsOf(MeasureValueAtRiskInputs inputs, List<Finding> findings)
    {
        var numbers = Covariance.Factors.Select((key, i) => (key, i)).ToDictionary(pair => pair.key, pair => pair.i,
            StringComparer.Ordinal);
        var parts = new SortedDictionary<string, QuadraticBook>(StringComparer.Ordinal);
        var (uncovered, relabelled) = (new SortedDictionary<string, double>(StringComparer.Ordinal), new SortedSet<string>());
        foreach (var each in Sensitivities)
        {
            var name = MeasureValueAtRisk.NameOf(inputs.By, each.Trade, each.Cut);
            if (!parts.TryGetValue(name, out var part)) parts.Add(name, part = new(numbers.Count));
            if (!IsCovered(each.Factor) | (each.CrossFactor.Length > 0 && !IsCovered(each.CrossFactor))) continue;
            var factor = numbers[each.Factor];
            if (each.CrossFactor.Length > 0) part.AddCross(factor, numbers[each.CrossFactor], HasGamma ? each.Gamma : 0);
            else part.Add(factor, each.Delta, HasGamma ? each.Gamma : 0);
            var (own, theirs) = (each.Cut.Tenor, Covariance.Tenors[factor]);
            if (own.Length > 0 && theirs.Length > 0 && own != theirs) relabelled.Add($"{each.Factor} ({own} beside {theirs})");

            bool IsCovered(string key)
            {
                if (numbers.ContainsKey(key)) return true;
                uncovered[key] = uncovered.GetValueOrDefault(key) + Math.Abs(each.Delta);
                return false;
            }
        }
        if (uncovered.Count > 0) findings.Add(NotCovered(uncovered));
        if (relabelled.Count > 0)
            findings.Add(new("tenors-differ", Severity.Warning,
                $"{relabelled.Count} factors have another tenor in the covariance: {Some(relabelled)}", "covariance",
                "joined by type, name and place, as Open Source Risk Engine does"));
        return parts;
    }

    private static Finding NotCovered(SortedDictionary<string, double> uncovered) =>
        new("factors-not-covered", Severity.Error,
            $"the covariance lacks {uncovered.Count} factors of the book: "
            + Some(uncovered.Where(each => each.Value > 0).Select(each => each.Key)),
            "covariance", FormattableString.Invariant(
                $"taken as not moving: {uncovered.Values.Sum():F0} USD a step of gross delta is left out of value at risk"));

    private static string Some(IEnumerable<string> names)
    {
        var all = names.ToArray();
        return all.Length <= 5 ? string.Join(", ", all) : $"{string.Join(", ", all[..5])} and {all.Length - 5} more";
    }

    private double[] Held(double[] matrix, HoldingPeriod holding)
    {
        var n = Covariance.Factors.Length;
        var roots = Covariance.Tenors.Select(tenor => Math.Sqrt(holding.DaysOf(tenor))).ToArray();
        return [.. Enumerable.Range(0, n * n).Select(i => matrix[i] * roots[i / n] * roots[i % n])];
    }

    private QuadraticBook Sum(IEnumerable<QuadraticBook> parts)
    {
        var sum = new QuadraticBook(Covariance.Factors.Length);
        foreach (var part in parts) sum.Add(part, 1);
        return sum;
    }

    private ValueAtRiskFigure Figure(
        double level, SortedDictionary<string, QuadraticBook> parts, QuadraticBook whole, CumulantSlopes slopes, double[] covariance,
        List<Finding> findings)
    {
        var (quantile, shortfall) = (QuantileLaw.Quantile(level, IsCornishFisher), QuantileLaw.Shortfall(level, IsCornishFisher));
        var of = slopes.Of;
        if (IsCornishFisher && !QuantileLaw.IsMonotone(level, of))
            findings.Add(new("quantile-not-monotone", Severity.Error,
                FormattableString.Invariant($"at {level} the corrected quantile falls where it should rise: the book is too skewed for it"),
                "Cornish and Fisher", "the figure stands, and a simulation should be asked instead"));
        var total = quantile.Loss(of);
        var figures = parts.Select(part =>
        {
            var without = Sum([whole]);
            without.Add(part.Value, -1);
            var along = slopes.Along(part.Value);
            return new RiskPart(part.Key, new(quantile.LossAlong(of, along)), new(shortfall.LossAlong(of, along)),
                new(quantile.Loss(new CumulantSlopes(part.Value, covariance).Of)),
                new(total - quantile.Loss(new CumulantSlopes(without, covariance).Of)));
        }).ToImmutableArray();
        return new(level, new(total), new(shortfall.Loss(of)), null, new(figures.Sum(part => part.Standalone.Value) - total), figures,
            [.. Covariance.Factors.Select((key, i) => new FactorMarginal(key, quantile.LossAlong(of, slopes.Along(Step(i)))))]);
    }

    private QuadraticBook Step(int factor)
    {
        var step = new QuadraticBook(Covariance.Factors.Length);
        step.Add(factor, 1, 0);
        return step;
    }
}
