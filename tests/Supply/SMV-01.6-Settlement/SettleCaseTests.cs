using Busbar.Kernel.Outcomes;
using Busbar.Supply.Settlement.Engine;

namespace Busbar.Supply.Settlement.Tests;

public sealed class SettleCaseTests
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "cases", "settlement");

    private static readonly string[] Markets = ["caiso", "ercot", "isone", "miso", "pjm"];

    public static TheoryData<string> Names() =>
        [.. Markets.SelectMany(market => Directory.GetFiles(Path.Combine(Folder, market), "*.txt"))
            .Select(path => Path.GetRelativePath(Folder, path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_charge_code_comes_out_as_worked_by_hand(string name)
    {
        var settled = SettleCase.Run(new(name, File.ReadAllText(Path.Combine(Folder, name)))).OrThrow();
        Assert.All(settled.Expectations, expectation => Assert.Equal(expectation.Expected, expectation.Found));
        Assert.True(settled.IsMet);
    }

    [Fact]
    public void Every_charge_code_has_a_case_that_settles_it()
    {
        var settled = Directory.GetFiles(Folder, "*.txt", SearchOption.AllDirectories).SelectMany(File.ReadLines)
            .Where(line => line.StartsWith("codes", StringComparison.Ordinal) || line.StartsWith("expect", StringComparison.Ordinal))
            .SelectMany(line => line.Split('|', StringSplitOptions.TrimEntries)[1].Split(' ', '/')).ToHashSet();
        Assert.All(ChargeCodes.Markets.SelectMany(market => ChargeCodes.Of(market)), code => Assert.Contains(code.Code, settled));
    }

    private const string Whole = """
        market  | PJM
        day     | 2024-07-15
        codes   | 1200
        subject | load | Load | HUB
        values  | DA MWh | load | hour | 100x24
        values  | DA energy price | HUB | hour | 30x24
        expect  | 1200 | 72000
        """;

    [Fact]
    public void An_expectation_that_does_not_hold_is_shown_beside_what_was_found()
    {
        var settled = SettleCase.Run(new("case", Whole + """

            expect   | 1200/load/HE05 | 3001
            cents    | 1200 | 72000.00
            cents    | 1205 | 1
            quantity | 1200/load | 2400 MWh
            quantity | 1200/other | 2400 MWh
            trace    | 1200/load/HE05 | DA MWh × DA energy price = 100 × 30
            trace    | 1200/load/HE05 | nonsense
            trace    | 1200/load | nonsense
            """)).OrThrow();
        Assert.False(settled.IsMet);
        Assert.Equal([("1200", "72000"), ("1200/load/HE05", "3000"), ("1200 in cents", "72000"), ("1205 in cents", "no line"),
                ("1200/load quantity", "2400 MWh"), ("1200/other quantity", "no line"),
                ("1200/load/HE05 trace", "DA MWh × DA energy price = 100 × 30"),
                ("1200/load/HE05 trace", "DA MWh × DA energy price = 100 × 30"), ("1200/load trace", "no line")],
            settled.Expectations.Select(expectation => (expectation.Key, expectation.Found)));
        Assert.Equal(4 + 1, settled.Expectations.Count(expectation => !expectation.IsMet));
    }

    [Theory]
    [InlineData("market  | PJM", "market | Mars", "line 1")]
    [InlineData("market  | PJM", "", "case")]
    [InlineData("2024-07-15", "15 July", "line 2")]
    [InlineData("codes ", "kodes ", "line 3")]
    [InlineData("| Load |", "| Lode |", "line 4")]
    [InlineData("| HUB\n", "| HUB | zoan A\n", "line 4")]
    [InlineData("| hour | 100x24", "| minute | 100x24", "line 5")]
    [InlineData("100x24", "100x2x12", "line 5")]
    [InlineData("100x24", "1e2x24", "line 5")]
    [InlineData("| 72000", "", "line 7")]
    public void A_case_that_cannot_be_read_is_refused_by_its_line(string right, string wrong, string where)
    {
        var refusal = Assert.IsType<Outcome<SettledCase>.Refused>(SettleCase.Run(new("case", Whole.Replace(right, wrong)))).Refusal;
        Assert.Equal("bad-case", refusal.Code);
        Assert.EndsWith(where, refusal.Where);
    }

    [Fact]
    public void A_refusal_can_be_expected_and_an_unexpected_one_is_passed_on()
    {
        var naive = Whole.Replace("100x24", "100x23");
        Assert.Equal("hours-do-not-match", Assert.IsType<Outcome<SettledCase>.Refused>(SettleCase.Run(new("case", naive))).Refusal.Code);
        Assert.True(SettleCase.Run(new("case", naive + "\nrefused | hours-do-not-match")).OrThrow().IsMet);
        Assert.False(SettleCase.Run(new("case", Whole + "\nrefused | hours-do-not-match")).OrThrow().IsMet);
    }
}
