using Busbar.Gateways.PglibUc;
using Busbar.Gateways.Rts;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Commitment.Systems;
using NodaTime;

namespace Busbar.Gateways.Tests.Rts;

/// <summary>A case of RTS-GMLC is the one that pglib-uc made of the same tables, but for rounding, the nuclear curve and the state
/// before.</summary>
public sealed class RtsSystemTests
{
    private const double Cent = 0.0051;

    private static readonly LocalDate July = new(2020, 7, 6);

    [Theory]
    [InlineData("2020-01-27", 1, 27)]
    [InlineData("2020-07-06", 7, 6)]
    [InlineData("2020-10-27", 10, 27)]
    public void Load_reserve_and_plants_are_pglib_uc_s(string name, int month, int day)
    {
        var theirs = PglibUcFile.Read(SharedFiles.Load($"dispatch/pglib-uc/rts_gmlc_{name}.json.gz")).OrThrow();
        var ours = Read(new(2020, month, day), 2, RtsStyle.PglibUc, out _);
        Assert.Equal($"rts-gmlc_{name}", ours.Name);
        Assert.All(theirs.DemandMw.Zip(ours.DemandMw), pair => Assert.Equal(pair.First, pair.Second, Cent));
        Assert.All(theirs.SpinningMw.Zip(ours.SpinningMw), pair => Assert.Equal(pair.First, pair.Second, 0.0015));
        Assert.Empty(ours.OperatingMw.Concat(ours.DownwardMw));
        Assert.Empty(ours.Storage);
        var plants = ours.Renewable.ToDictionary(plant => plant.Name);
        Assert.Equal(theirs.Renewable.Length, plants.Count);
        foreach (var plant in theirs.Renewable)
        {
            Assert.Equal(plant.MinMw, plants[Slug.Of(plant.Name)].MinMw);
            Assert.Equal(plant.MaxMw, plants[Slug.Of(plant.Name)].MaxMw);
        }
    }

    [Fact]
    public void Units_are_pglib_uc_s_but_for_rounded_points_and_the_nuclear_curve()
    {
        var theirs = PglibUcFile.Read(SharedFiles.Load("dispatch/pglib-uc/rts_gmlc_2020-07-06.json.gz")).OrThrow();
        var units = Read(July, 2, RtsStyle.PglibUc, out _).Thermal.ToDictionary(unit => unit.Name);
        Assert.Equal(theirs.Thermal.Length, units.Count);
        foreach (var their in theirs.Thermal)
        {
            var our = units[Slug.Of(their.Name)];
            Assert.Equal((their.IsMustRun, their.MinMw, their.MaxMw, their.StartUpMw, their.ShutDownMw, their.MinUpHours,
                their.MinDownHours),
                (our.IsMustRun, our.MinMw, our.MaxMw, our.StartUpMw, our.ShutDownMw, our.MinUpHours, our.MinDownHours));
            Assert.Equal(their.RampUpMwPerHour, our.RampUpMwPerHour, Cent);
            Assert.Equal(their.RampDownMwPerHour, our.RampDownMwPerHour, Cent);
            Assert.Equal(their.Starts.Select(start => start.HoursOffAtLeast), our.Starts.Select(start => start.HoursOffAtLeast));
            Assert.All(their.Starts.Zip(our.Starts), pair => Assert.Equal(pair.First.Usd, pair.Second.Usd, Cent));
            // Theirs rounds points to 0.01 MW and works out costs from there; the dearest MWh of these units costs 107 USD.
            foreach (var (theirPoint, ourPoint) in their.Cost.Zip(our.Cost))
            {
                Assert.Equal(theirPoint.Mw, ourPoint.Mw, Cent);
                if (!their.IsMustRun) Assert.Equal(theirPoint.UsdPerHour, ourPoint.UsdPerHour, 107 * Cent);
            }
        }
        // The table gives 121_NUCLEAR_1 incremental heat rates of 0; pglib-uc charges its average heat rate all along.
        Assert.Equal(units["121-nuclear-1"].Cost[0].UsdPerHour, units["121-nuclear-1"].Cost[^1].UsdPerHour, Cent);
    }

    [Fact]
    public void All_that_the_source_says_is_in_the_published_style()
    {
        var published = Read(July, 1, RtsStyle.Published, out var findings);
        Assert.Equal(24, published.Hours);
        Assert.Equal(new CaseStorage("313-storage-1", 50, 50, 150, 0.85, 75, 75), Assert.Single(published.Storage));
        var third = Read(July, 1, RtsStyle.PglibUc, out _);
        Assert.All(published.Thermal.Zip(third.Thermal), pair =>
            Assert.Equal(pair.First.RampUpMwPerHour, 3 * pair.Second.RampUpMwPerHour, 9));
        for (var hour = 0; hour < 24; hour++)
        {
            Assert.True(third.SpinningMw[hour] < published.SpinningMw[hour]);
            Assert.True(published.SpinningMw[hour] < published.OperatingMw[hour]);
            Assert.True(published.DownwardMw[hour] > 0);
        }
        Assert.Equal(200, published.Renewable.Single(plant => plant.Name == "212-csp-1").MaxMw.Max());
        Assert.Equal(["heat-store-left-out", "hours-rounded-up", "reserves-pooled", "state-assumed", "taken-as-it-comes"],
            findings.Where(finding => finding.Code != "heat-curve-made-convex").Select(finding => finding.Code).Distinct().Order());
    }

    [Fact]
    public void The_state_before_covers_the_first_hour()
    {
        var read = Read(July, 1, RtsStyle.Published, out _);
        var net = read.DemandMw[0] - read.Renewable.Sum(plant => plant.MaxMw[0]);
        Assert.Equal(net, read.Thermal.Sum(unit => unit.Before.OutputMw), 0.001);
        Assert.All(read.Thermal.Where(unit => unit.Before.IsOn), unit => Assert.InRange(unit.Before.OutputMw, unit.MinMw, unit.MaxMw));
    }

    [Theory]
    [InlineData("missing-day", 2020, 12, 31, 2, "")]
    [InlineData("missing-day", 2019, 12, 31, 1, "")]
    [InlineData("no-days", 2020, 7, 6, 0, "")]
    [InlineData("file-not-found", 2020, 7, 6, 1, "DAY_AHEAD_wind")]
    public void Days_and_tables_that_are_not_there_are_refused(string code, int year, int month, int day, int days, string without)
    {
        var files = Files();
        files.Remove(without);
        Assert.Equal(code, Texts.RefusalOf(RtsSystem.Read(files, new(year, month, day), days, RtsStyle.Published)).Code);
    }

    [Theory]
    [InlineData("no-head-storage", "storage", "GEN UID,Max Volume GWh,Initial Volume GWh,position\nother,1,1,head\n")]
    [InlineData("wrong-columns", "storage", "a,b\n1,2\n")]
    [InlineData("unknown-plant", "DAY_AHEAD_Natural_Inflow", null)]
    [InlineData("missing-period", "DAY_AHEAD_wind", null)]
    [InlineData("not-a-number", "DAY_AHEAD_regional_Reg_Up",
        "Year,Month,Day,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24\n"
        + "2020,2,27,NaN,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24\n")]
    [InlineData("header-only", "gen", "")]
    public void Faulty_tables_are_refused(string code, string table, string? text)
    {
        var files = Files();
        files[table] = text is { Length: > 0 } ? Texts.File(text, $"{table}.csv")
            : table == "gen" ? Texts.File(GeneratorHeader(files["gen"]), "gen.csv")
            : RtsText.Profile(2020, 2, table == "DAY_AHEAD_wind" ? 288 : 24);
        Assert.Equal(code, Texts.RefusalOf(RtsSystem.Read(files, new(2020, 2, 27), 1, RtsStyle.Published)).Code);
    }

    private static string GeneratorHeader(SourceFile file)
    {
        using var text = new StreamReader(new System.IO.Compression.GZipStream(
            new MemoryStream(file.Content.ToArray()), System.IO.Compression.CompressionMode.Decompress));
        return text.ReadLine() + "\n";
    }

    private static CommitmentCase Read(LocalDate first, int days, RtsStyle style, out IReadOnlyList<Finding> findings)
    {
        var read = Assert.IsType<Outcome<CommitmentCase>.Done>(RtsSystem.Read(Files(), first, days, style));
        findings = read.Findings;
        return read.Value;
    }

    private static Dictionary<string, SourceFile> Files() =>
        RtsSystem.Tables.ToDictionary(table => table, table => SharedFiles.Load($"dispatch/rts-gmlc/{table}.csv.gz"));
}
