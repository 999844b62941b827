using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Settlement.Cases;
using Busbar.Supply.Settlement.Engine;

namespace Busbar.Supply.Settlement.Tests.Checking;

public sealed class CheckChargesTests
{
    private static readonly string[] Markets = ["PJM", "ERCOT", "ISO-NE"];

    public static TheoryData<string> Cases() => [.. Directory.GetDirectories(Path.Combine(Checkout.Root, "cases", "settlement"))
        .SelectMany(folder => Directory.GetFiles(folder, "*.txt")).Select(file => Path.GetRelativePath(Checkout.Root, file)).Order()];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_case_worked_by_hand_is_what_the_checker_works_out_from_the_determinants(string file)
    {
        var day = new CaseText(file, File.ReadAllText(Path.Combine(Checkout.Root, file))).Day();
        if (SettleCharges.Run(day) is Outcome<SettledColumns>.Done) Assert.Empty(RandomDay.Check(day, RandomDay.Statement(day)));
        else Assert.Contains("refused", File.ReadAllText(Path.Combine(Checkout.Root, file)));
    }

    [Fact]
    public void Two_hundred_planted_faults_are_all_found_and_none_in_what_is_right()
    {
        var missed = new List<string>();
        var planted = new Dictionary<string, int>();
        foreach (var (kind, plant) in PlantedFault.Kinds)
            for (int of = 0, seed = 0; of < 8; seed++)
            {
                var day = RandomDay.Of(Markets[seed % 3], seed / 3 % 3, seed);
                var right = RandomDay.Statement(day);
                if (plant(new(day, right, new Random(100 * kind.Length + seed))) is not { } wrong)
                {
                    Assert.True(seed < 200, $"'{kind}' fits no day");
                    continue;
                }
                planted[kind] = ++of;
                Assert.Empty(RandomDay.Check(day, right));
                var findings = RandomDay.Check(day, wrong);
                if (findings.IsEmpty) missed.Add($"{kind} on {day.Calendar.Name} {day.Day}, seed {seed}");
                Assert.All(findings, finding => Assert.Equal(Severity.Error, finding.Severity));
            }
        Assert.Empty(missed);
        Assert.Equal((25, 200), (planted.Count, planted.Values.Sum()));
    }

    [Theory]
    [InlineData("hour dropped", "intervals-differ")]
    [InlineData("line a little late", "intervals-not-whole")]
    [InlineData("sign of a line", "amount-differs")]
    [InlineData("cleared energy not taken off", "quantity-differs")]
    [InlineData("a cent on a line", "amount-not-product")]
    [InlineData("a cent on a charge", "cents-differ")]
    [InlineData("line at another location", "location-differs")]
    [InlineData("line of a stranger", "line-not-expected")]
    [InlineData("component left out", "line-missing")]
    [InlineData("share off", "total-differs")]
    [InlineData("total not the sum", "total-not-the-sum")]
    [InlineData("charge without total", "total-missing")]
    [InlineData("grand total off by a cent", "grand-total-differs")]
    [InlineData("megawatts for megawatt hours", "unit-differs")]
    public void Each_fault_is_found_by_its_name(string kind, string code)
    {
        var (day, right) = Settled("PJM", 0);
        var wrong = PlantedFault.Kinds.Single(one => one.Kind == kind).Plant(new(day, right, new Random(3)))!;
        Assert.Contains(RandomDay.Check(day, wrong), finding => finding.Code == code);
    }

    [Fact]
    public void What_pays_is_never_a_charge_and_a_share_never_more_than_the_whole()
    {
        var (day, right) = Settled("PJM", 0);
        ShadowStatement With(string code, decimal factor) => right with
        {
            Lines = [.. right.Lines.Select(line => line.Code == code ? line with { Amount = new Usd(line.Amount.Value * factor) } : line)],
        };
        Assert.Contains(RandomDay.Check(day, With("2370", -1)), finding => finding.Code == "payment-is-charged");
        Assert.Contains(RandomDay.Check(day, With("1340", 100_000)), finding => finding.Code == "share-exceeds-whole");
    }

    [Fact]
    public void A_charge_of_another_day_or_one_not_asked_for_or_not_in_force_is_told()
    {
        var (day, right) = Settled("PJM", 0);
        Assert.Equal("statement-of-another-day", RandomDay.Check(day, right with { Day = day.Day.Plus(1) }).Single().Code);
        Assert.Contains(RandomDay.Check(day with { Codes = day.Codes.Remove("1205") }, right),
            finding => finding.Code == "line-not-expected");
        var late = right with { Lines = [.. right.Lines.Select(line => line.Code == "1340" ? line with { Code = "1365" } : line)] };
        Assert.Contains(RandomDay.Check(day with { Codes = day.Codes.Add("1365") }, late), finding => finding.Code == "line-not-expected");
        var extra = right with { Totals = right.Totals.Add(new("1365", "", Usd.Zero, Usd.Zero)) };
        Assert.Contains(RandomDay.Check(day, extra), finding => finding.Code == "total-not-expected");
        var bare = day with { Determinants = [.. day.Determinants.Where(each => each.Name != "RMCCP")] };
        Assert.Contains(RandomDay.Check(bare, right), finding => finding.Code == "determinant-missing");
    }

    [Fact]
    public void Opposite_paths_earn_nothing_together_while_rights_are_paid_in_full()
    {
        var day = RandomDay.Of("ISO-NE", 2, 4);
        var there = day.Subjects.Single(subject => subject.Kind == AssetKind.Right);
        var back = there with { Name = "back", Location = there.PathSource!, PathSource = there.Location };
        var held = day.Determinants.Single(each => each.Name == "FTR MW");
        var both = day with
        {
            Codes = ["FTR"], Subjects = day.Subjects.Add(back), Determinants = day.Determinants.Add(held with { At = "back" }),
        };
        var statement = RandomDay.Statement(both);
        Assert.Equal((0m, 50), (statement.Lines.Sum(line => line.Amount.Value), statement.Lines.Length));
        Assert.Empty(RandomDay.Check(both, statement));
    }

    [Fact]
    public void What_a_charge_reads_is_all_that_explaining_its_lines_needs()
    {
        var (day, right) = Settled("PJM", 2);
        foreach (var line in right.Lines.DistinctBy(line => (line.Code, line.Asset)))
        {
            var subject = day.Subjects.Single(one => one.Name == line.Asset);
            var needed = ListDeterminants.Run(day, line.Code, subject).Select(each => (each.Of.Name, each.At)).ToHashSet();
            var cut = day with
            {
                Subjects = [.. day.Subjects.Where(one => one == subject || needed.Any(each => each.At == one.Name))],
                Determinants = [.. day.Determinants.Where(each => needed.Contains((each.Name, each.At)))],
            };
            var label = day.Calendar.LabelOf(line.Interval);
            Assert.Equivalent(ExplainCharge.Run(day, line.Code, line.Asset, label).OrThrow(),
                ExplainCharge.Run(cut, line.Code, line.Asset, label).OrThrow());
        }
        Assert.Empty(ListDeterminants.Run(day, "1365", day.Subjects[0]));
    }

    private static (ChargedDay Day, ShadowStatement Right) Settled(string market, int season)
    {
        var day = RandomDay.Of(market, season, 11);
        return (day, RandomDay.Statement(day));
    }
}
