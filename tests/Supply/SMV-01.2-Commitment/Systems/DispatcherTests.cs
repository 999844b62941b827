using Busbar.Supply.Checkers.Commitment.Systems;
using Busbar.Supply.Commitment.Systems;
using Busbar.Supply.Commitment.Systems.Dispatch;
using Busbar.Supply.Commitment.Systems.Stack;

namespace Busbar.Supply.Commitment.Tests.Systems;

/// <summary>Commitments drawn by chance, dispatched, against a linear programme of their own.</summary>
public sealed class DispatcherTests
{
    private const double ShortageUsd = 3_000;
    private const int Draws = 4;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_dispatch_costs_what_a_linear_programme_says(bool hasDownward)
    {
        var (found, agreed) = (new List<string>(), 0);
        foreach (var (seed, model, patterns, least) in Commitments().Where(each => each.Model.Rows.Downward >= 0 == hasDownward))
        {
            var solved = new Dispatcher(model, ShortageUsd, 1, () => false)
                .Solve(patterns, FirstPrices.Of(model), 1e-9, double.PositiveInfinity);
            if (solved is null || Math.Abs(solved.Usd - least) > 1e-6 * (1 + Math.Abs(least)))
                found.Add($"{seed}: {solved?.Usd}, not {least}");
            else agreed++;
        }
        Seeds.AllRight(found);
        Assert.True(agreed > 100, $"only {agreed}");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_optimal_dispatch_keeps_to_every_limit(bool hasDownward)
    {
        var found = new List<string>();
        foreach (var (seed, model, patterns, _) in Commitments().Where(each => each.Model.Rows.Downward >= 0 == hasDownward))
        {
            var solved = new Dispatcher(model, ShortageUsd, 1, () => false)
                .Solve(patterns, FirstPrices.Of(model), 1e-9, double.PositiveInfinity);
            if (solved is not null) found.AddRange(Faults(seed, model, patterns, solved));
        }
        Seeds.AllRight(found);
    }

    [Fact]
    public void Merit_order_never_costs_more_than_the_optimal_dispatch()
    {
        var found = new List<string>();
        foreach (var (seed, model, patterns, least) in Commitments())
        {
            var cost = new StackBound(model, new MeritOrder(model), ShortageUsd).Cost(patterns);
            if (cost > least + 1e-6 * (1 + Math.Abs(least))) found.Add($"{seed}: {cost} over {least}");
        }
        Seeds.AllRight(found);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_quick_dispatch_keeps_to_every_limit_and_never_beats_the_optimal_one(bool isSpinningAlone)
    {
        var found = new List<string>();
        foreach (var (seed, model, patterns, least) in Commitments().Where(each => IsSpinningAlone(each.Model) == isSpinningAlone))
        {
            var quick = QuickDispatch.Run(model, patterns, new double[model.Rows.Fixed], ShortageUsd);
            if (quick.Missing.Count == 0
                && quick.Usd < least - 1e-6 * (1 + Math.Abs(least))) found.Add($"{seed}: {quick.Usd} under {least}");
            found.AddRange(Faults(seed, model, patterns, quick));
        }
        Seeds.AllRight(found);
    }

    private static bool IsSpinningAlone(SystemModel model) => model.Rows.Operating < 0 && model.Rows.Downward < 0
        && model.Case.Budgets.IsEmpty;

    private static IEnumerable<string> Faults(int seed, SystemModel model, ulong[] patterns, DispatchResult dispatch) =>
        CheckSystemSchedule.Run(model.Case, ScheduleOf.Run(model, patterns, double.NegativeInfinity, ShortageUsd, dispatch))
            .Take(1).Select(fault => $"{seed}: {fault.Code} {fault.What}");

    private static IEnumerable<(int Seed, SystemModel Model, ulong[] Patterns, double LeastUsd)> Commitments()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var given = SmallCases.Draw(seed);
            if (CaseRules.Of(given) is not null || !given.Storage.IsEmpty) continue;
            var (model, chance) = (SystemModel.Of(given), new Random(seed));
            var allowed = model.Classes.Select(each => Enumerable.Range(0, 1 << given.Hours).Select(pattern => (ulong)pattern)
                .Where(pattern => each.Allows(pattern) && each.StartsOf(pattern).Count <= (each.Unit.MostStarts ?? 99)).ToArray())
                    .ToArray();
            if (allowed.Any(each => each.Length == 0)) continue;
            for (var draw = 0; draw < Draws; draw++)
            {
                ulong[] patterns = [.. model.ClassOf.Select(index => allowed[index][chance.Next(allowed[index].Length)])];
                bool[][] on = [.. patterns.Select(pattern => Enumerable.Range(0, given.Hours).Select(hour =>
                    (pattern >> hour & 1) != 0).ToArray())];
                if (BruteForceSystem.OfCommitment(given, on, ShortageUsd) is { } least) yield return (seed, model, patterns, least);
            }
        }
    }
}
