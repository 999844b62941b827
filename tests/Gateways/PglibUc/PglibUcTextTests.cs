using System.Text;
using Busbar.Gateways.PglibUc;
using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Gateways.Tests.PglibUc;

/// <summary>A case is written so that it reads back the same; what pglib-uc cannot say is refused by name, or written as an
/// addition.</summary>
public sealed class PglibUcTextTests
{
    private static readonly CommitmentCase Plain = PglibUcFile.Read(CaseText.File(CaseText.Whole)).OrThrow();

    private static readonly CommitmentCase Full = Plain with
    {
        StartRule = StartRule.HoursOff,
        OperatingMw = [3, 4], DownwardMw = [0, 5.5],
        Thermal = [Plain.Thermal[0] with { QuickStartMw = 12, AvailableMw = [50, 0], MostStarts = 2 }],
        Storage = [new("S", 10, 11, 40, 0.81, 20, 21)],
        Budgets = [new("fuel", 100, [new("A", 1, [0.1, 0.2], 5)]), new("starts", 3, [new("A", 0, [0, 0], 1)])],
    };

    public static TheoryData<string, CommitmentCase> Unsayable => new()
    {
        { "a store (S)", Plain with { Storage = Full.Storage } },
        { "a budget (fuel)", Plain with { Budgets = Full.Budgets } },
        { "an operating reserve", Plain with { OperatingMw = [0, 1] } },
        { "a downward reserve", Plain with { DownwardMw = [0, 1] } },
        { "an outage or derate (unit A)", With(unit => unit with { AvailableMw = [50, 49] }) },
        { "a limit on starts (unit A)", With(unit => unit with { MostStarts = 1 }) },
        { "that starts are charged by hours off (unit A", Early },
    };

    /// <summary>Off for 5 hours, on in hour 1, off in hours 2 to 3, on in hour 4: the reference model charges a cold start.</summary>
    private static CommitmentCase Early => With(unit => unit with
    {
        Before = new(false, 5, 0), MinUpHours = 1, MinDownHours = 1, Starts = [new(1, 10), new(8, 70)],
    }) with { StartRule = StartRule.HoursOff, DemandMw = [.. new double[8]], SpinningMw = [], Renewable = [] };

    [Theory]
    [MemberData(nameof(Unsayable), DisableDiscoveryEnumeration = true)]
    public void What_pglib_uc_cannot_say_is_refused_by_name(string what, CommitmentCase given)
    {
        var refusal = Texts.RefusalOf(PglibUcText.Write(given));
        Assert.Equal("beyond-pglib-uc", refusal.Code);
        Assert.Contains(what, refusal.What, StringComparison.Ordinal);
    }

    [Fact]
    public void The_rule_of_starts_does_not_matter_where_it_charges_the_same()
    {
        Assert.NotEmpty(PglibUcText.Write(Plain with { StartRule = StartRule.HoursOff }).OrThrow().ToArray());
        Assert.NotEmpty(PglibUcText.Write(Early with { Thermal = [Early.Thermal[0] with { MinDownHours = 8,
            Starts = [new(8, 10), new(9, 70)] }] })
            .OrThrow().ToArray());
        Assert.NotEmpty(PglibUcText.Write(Early with { StartRule = StartRule.PglibUc }).OrThrow().ToArray());
    }

    [Fact]
    public void Additions_read_back_the_same() =>
        Same.Cases(Full, PglibUcFile.Read(new("case.json", PglibUcText.WriteWithAdditions(Full))).OrThrow());

    [Fact]
    public void A_plain_case_has_no_additions() =>
        Assert.Equal(PglibUcText.Write(Plain).OrThrow().Span, PglibUcText.WriteWithAdditions(Plain).Span);

    [Theory]
    [InlineData("\"busbar_operating_reserves\":[3,4]", "\"busbar_operating_reserves\":[3]")]
    [InlineData("\"busbar_downward_reserves\":[0,5.5]", "\"busbar_downward_reserves\":[0,5.5,1]")]
    [InlineData("\"busbar_power_available\":[50,0]", "\"busbar_power_available\":[50]")]
    public void Additions_of_a_wrong_length_are_refused(string text, string instead)
    {
        var written = string.Concat(Encoding.UTF8.GetString(PglibUcText.WriteWithAdditions(Full).Span).Where(letter =>
            !char.IsWhiteSpace(letter)));
        Assert.Contains(text, written, StringComparison.Ordinal);
        Assert.Equal("wrong-length",
            Texts.RefusalOf(PglibUcFile.Read(CaseText.File(written.Replace(text, instead, StringComparison.Ordinal)))).Code);
    }

    private static CommitmentCase With(Func<CaseThermal, CaseThermal> change) => Plain with { Thermal = [change(Plain.Thermal[0])] };
}
