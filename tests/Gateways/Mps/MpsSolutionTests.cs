using Busbar.Gateways.Mps;
using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Gateways.Tests.Mps;

/// <summary>Solution files of CBC and HiGHS are read; names are made fit for MPS and told apart.</summary>
public sealed class MpsSolutionTests
{
    private static readonly CaseThermal Unit = new(
        "unit 1", false, 10, 20, 10, 10, 20, 20, 1, 1, new(false, 5, 0), [new(1, 10), new(3, 70)], [new(10, 100), new(20, 250)], 0, [],
            null);

    private static readonly CommitmentCase Case = new(
        "two hours", StartRule.HoursOff, [5, 18], [0, 1], [], [], [Unit], [new("wind", [0, 0], [9, 9])], [], []);

    private const string Cbc = """
        Optimal - objective value 230.00000000
              1 on[unit_1,2]               1                       0
        **    9 above[unit_1,2]            3.0000001               0
              4 spin[unit_1,2]             1                       0
              7 plant[wind,1]              5                       0
              8 plant[wind,2]              5                       0
        """;

    private const string Highs = """
        Model status
        Optimal

        # Primal solution values
        Feasible
        Objective 230.0
        # Columns 9
        on[unit_1,1] 0
        on[unit_1,2] 1
        above[unit_1,2] 3
        spin[unit_1,2] 1
        plant[wind,1] 5
        plant[wind,2] 5
        # Rows 3
        load[1] 5
        # Dual solution values
        Feasible
        # Columns 9
        on[unit_1,2] 17
        """;

    [Theory]
    [InlineData(Cbc)]
    [InlineData(Highs)]
    public void A_solution_file_becomes_a_schedule(string text)
    {
        var schedule = MpsSolution.Read(Texts.File(text, "case.sol"), Case).OrThrow();
        Assert.Equal(230, schedule.ObjectiveUsd);
        var unit = Assert.Single(schedule.Thermal);
        Assert.Equal([false, true], unit.IsOn);
        Assert.Equal(0, unit.OutputMw[0]);
        Assert.Equal(13, unit.OutputMw[1], 1e-6);
        Assert.Equal([0, 1], unit.SpinningMw);
        Assert.Equal([5, 5], schedule.Renewable[0].OutputMw);
    }

    [Theory]
    [InlineData("no-solution", "")]
    [InlineData("no-solution", "Infeasible - objective value 0.00000000\n 1 on[unit_1,2] 1 0\n")]
    [InlineData("no-solution", "Optimal - objective value 230\n 1 x17 1 0\n")]
    public void A_file_without_a_solution_is_refused(string code, string text) =>
        Assert.Equal(code, Texts.RefusalOf(MpsSolution.Read(Texts.File(text, "case.sol"), Case)).Code);

    [Fact]
    public void A_damaged_solution_is_refused() =>
        Assert.Equal("broken-gzip", Texts.RefusalOf(MpsSolution.Read(new("case.sol.gz", Texts.Gzip("Optimal"u8.ToArray())[..^6]),
            Case)).Code);

    [Fact]
    public void Names_carry_no_blank_and_stay_apart()
    {
        var long1 = new string('x', 70);
        using var text = new StringWriter();
        MpsFile.Write(Case with { Thermal = [Unit, Unit with { Name = "unit_1" }, Unit with { Name = long1 },
            Unit with { Name = long1 + "y" }] },
            MpsForm.Tight, text);
        var columns = text.ToString().Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToArray();
        Assert.All(columns.Where(words => words.Length > 0 && words[0].Contains('[', StringComparison.Ordinal)),
            words => Assert.InRange(words.Length, 2, 4));
        foreach (var name in new[] { "on[unit_1,1]", "on[unit_1#2,1]", $"on[{long1[..60]},1]", $"on[{long1[..60]}#4,1]" })
            Assert.Contains(columns, words => words is [_, _, ..] && words.Contains(name));
    }
}
