using Busbar.Host.Desks;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Trading.Deals;
using NodaTime;
using static Busbar.Host.Tests.DeskKit;

namespace Busbar.Host.Tests;

/// <summary>Our confirmations from the command line: written by the back office, listed while open, read back by the other side's program
/// and by our own.</summary>
public sealed class ConfirmationTests
{
    [Fact]
    public void A_confirmation_is_written_recorded_and_read_back_as_the_same_deal()
    {
        using var busbar = new BusbarProcess();
        var yesterday = MarketCalendar.Pjm.DayOf(SystemClock.Instance.GetCurrentInstant()).Plus(-1);
        using (var kit = new DeskKit(yesterday, busbar.Workspace))
        {
            kit.Capture($"buy 50 MW quantum-zone 5x16 {kit.Month(2)} 46.5 BOHR", At(yesterday.Plus(-20), 9));
            kit.Keep(kit.Policy with { Authorities = [] });
        }
        string[] write = ["trade", "confirmation", "T-000001", "--out", busbar.Workspace];
        var overdue = busbar.Run("trade", "confirmations", "--json");
        Assert.Equal(4, overdue.Code);
        Assert.Contains("\"isOverdue\":true", overdue.Output, StringComparison.Ordinal);
        busbar.Token = TokenOf(busbar, "ann", Roles.Trader);
        Assert.Contains("(wrong-role)", busbar.Run(write).Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(busbar.Workspace, "T-000001-1.txt")));
        busbar.Token = TokenOf(busbar, "carl", Roles.Settlement);
        Assert.Equal(2, busbar.RunJson(write).GetProperty("files").GetArrayLength());
        Assert.Contains("(already-sent)", busbar.Run(write).Errors, StringComparison.Ordinal);
        Assert.Equal("get theirs",
            busbar.RunJson("trade", "confirmations").GetProperty("confirmations")[0].GetProperty("next").GetString());
        var (text, xml) = (Path.Combine(busbar.Workspace, "T-000001-1.txt"), Path.Combine(busbar.Workspace, "T-000001-1.xml"));
        Assert.Contains("Bohr & Sons Power Trading", File.ReadAllText(text), StringComparison.Ordinal);

        string[] Confirm(string reference) => ["trade", "confirm", "T-000001", "--paper", xml, "--seen", "2", "--why", "paper came",
            "--reference", reference, "--issuer", "BOHR"];
        var paper = File.ReadAllText(xml);
        File.WriteAllText(xml, paper.Replace("<price>46.5<", "<price>46.6<", StringComparison.Ordinal));
        Assert.Contains("(confirmation-differs)", busbar.Run(Confirm("R-1")).Errors, StringComparison.Ordinal);
        File.WriteAllText(xml, paper);
        Assert.Equal("Confirmed", busbar.RunJson(Confirm("R-1")).GetProperty("status").GetString());
        Assert.Equal(0, busbar.RunJson("trade", "confirmations").GetProperty("confirmations").GetArrayLength());
        busbar.Token = TokenOf(busbar, "bert", Roles.Trader);
        Assert.Equal(1, busbar.RunJson("trade", "import", xml).GetProperty("captured").GetInt32());
        var trades = busbar.RunJson("trade", "list").GetProperty("trades");
        Assert.Equal(trades[0].GetProperty("ticket").GetRawText(), trades[1].GetProperty("ticket").GetRawText());
    }
}
