using Busbar.Gateways.Mps;
using Busbar.Gateways.PglibUc;
using Busbar.Supply.Checkers.Commitment.Systems;
using Busbar.Supply.Commitment.Tests.Systems;

namespace Busbar.Gateways.Tests.Mps;

/// <summary>Both programmes have the optimum that brute force finds, and the schedules that another solver reads out of them pass the
/// independent checker.</summary>
public sealed class MpsFileTests
{
    private const int Cases = 160;
    private const double Relative = 1e-6;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Both_forms_have_the_optimum_of_brute_force(int quarter)
    {
        var met = 0;
        for (var seed = quarter; seed < Cases; seed += 4)
        {
            var given = SmallCases.Draw(seed);
            var best = BruteForceSystem.Best(given);
            foreach (var form in Enum.GetValues<MpsForm>())
            {
                var answer = Cbc.Solve(given, form);
                Assert.True(double.IsFinite(best) == answer is not null,
                    $"case {seed}, {form}: brute force {best}, CBC {answer?.ObjectiveUsd}");
                if (answer is null) continue;
                Assert.True(Math.Abs(best - answer.ObjectiveUsd) <= Relative * (1 + Math.Abs(best)),
                    $"case {seed}, {form}: brute force {best}, CBC {answer.ObjectiveUsd}");
                Assert.Empty(CheckSystemSchedule.Run(given, answer).Select(finding => $"case {seed}, {form}: {finding}"));
                met++;
            }
        }
        Assert.True(met > Cases / 8, $"only {met} of the cases can be met");
    }
}
