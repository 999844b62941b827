using Busbar.Architecture;
using Busbar.Tidy.Rules;

namespace Busbar.Tidy;

/// <summary>The rules of the house hold, and each rule catches a planted violation.</summary>
public sealed class TidyTests
{
    private const string Stage = "src/Supply/SMV-01.1-Forecasting/";

    [Fact]
    public void Arrows_only_go_down() => Holds(References.Violations(House.Real));

    [Theory]
    [InlineData("Supply/SMV-01.1-Forecasting", "Busbar.Supply.Trading")]
    [InlineData("Supply/SMV-01.1-Forecasting", "Busbar.Store")]
    [InlineData("Supply/SMV-01.1-Forecasting", "Busbar.Digital.Handoffs")]
    [InlineData("Kernel", "Busbar.Numerics")]
    [InlineData("Supply/Checkers", "Busbar.Numerics")]
    [InlineData("Gateways", "Busbar.Store")]
    [InlineData("Simulators/IsoStatement", "Busbar.Supply.Settlement")]
    public void An_arrow_that_goes_up_or_sideways_is_caught(string folder, string reference)
    {
        Room[] rooms =
        [
            Floors.ReadRoom(folder, "Busbar.Culprit",
                $"<Project><ItemGroup><ProjectReference Include=\"../{reference}.csproj\" /></ItemGroup></Project>"),
            new("Busbar.Numerics", "Numerics", 1, []), new("Busbar.Store", "Store", 2, []), new("Busbar.Digital.Handoffs",
                "Digital/Handoffs", 2, []),
            new("Busbar.Supply.Trading", "Supply/SMV-01.3-Trading", 3, []), new("Busbar.Supply.Settlement", "Supply/SMV-01.6-Settlement",
                3, []),
        ];
        Assert.Equal([$"Busbar.Culprit references {reference}"], References.Violations(new(rooms, [], [])));
    }

    [Fact]
    public void Files_functions_and_lines_keep_their_size() => Holds(Sizes.Violations(House.Real));

    [Fact]
    public void A_long_file_a_long_function_and_a_long_line_are_caught()
    {
        var longFunction = "class A { void B() {" + string.Concat(Enumerable.Repeat("\n;", 61)) + "\n} }\n";
        Assert.Single(Sizes.Violations(House.Of(("src/A.cs", longFunction))));
        Assert.Single(Sizes.Violations(House.Of(("src/A.cs", new string('\n', 401)))));
        Assert.Single(Sizes.Violations(House.Of(("src/A.cs", "//" + new string('x', 140) + "\n"))));
    }

    [Fact]
    public void Names_speak_the_trade() => Holds(Names.Violations(House.Real));

    [Fact]
    public void An_empty_name_and_a_misnamed_file_are_caught()
    {
        Assert.Single(Names.Violations(House.Of(("tests/PriceManager.cs", "class PriceManager;"))));
        Assert.Single(Names.Violations(House.Of(("src/Kernel/Prices.cs", "public class Volume;"))));
    }

    [Fact]
    public void Public_types_say_what_they_are() => Holds(Docstrings.Violations(House.Real));

    [Fact]
    public void A_public_type_without_a_docstring_is_caught() =>
        Assert.Single(Docstrings.Violations(House.Of(("src/Kernel/Mute.cs", "namespace A;\npublic class Mute;"))));

    [Fact]
    public void Nobody_silences_the_banned_symbols() => Holds(BannedSymbols.Violations(House.Real));

    [Fact]
    public void A_silenced_ban_is_caught_and_the_list_bans_clocks_zones_and_chance()
    {
        Assert.Single(BannedSymbols.Violations(House.Of((Stage + "A.cs", "#pragma warning disable RS0030\nclass A;"))));
        var list = File.ReadAllText(Path.Combine(House.Root(), "build/BannedSymbols.txt"));
        foreach (var symbol in new[] { "T:System.DateTime;", "T:System.DateTimeOffset;", "T:System.TimeZoneInfo;", "Guid.NewGuid",
            "P:System.Random.Shared", "Random.#ctor" })
            Assert.Contains(symbol, list);
    }

    [Fact]
    public void Each_handoff_has_one_producer() => Holds(Producers.Violations(House.Real));

    [Fact]
    public void A_handoff_of_two_producers_is_caught() => Assert.Single(Producers.Violations(House.Of(
        ("src/Supply/Handoffs/Load.cs", "public record Load;"),
        (Stage + "A.cs", "public static class A { public static Outcome<Load> Run(int i) => null; }"),
        ("src/Supply/SMV-01.3-Trading/B.cs", "public static class B { public static Load Run(int i) => null; }"))));

    [Fact]
    public void Each_handoff_is_used_by_two_rooms() => Holds(Handoffs.Violations(House.Real));

    [Fact]
    public void A_handoff_that_one_room_uses_is_caught() => Assert.Single(Handoffs.Violations(House.Of(
        ("src/Supply/Handoffs/Load.cs", "public record Load;"), (Stage + "A.cs", "class A { Load load; }"))));

    [Fact]
    public void No_file_is_dead() => Holds(DeadFiles.Violations(House.Real));

    [Fact]
    public void A_dead_file_and_a_dead_case_are_caught()
    {
        Assert.Single(DeadFiles.Violations(House.Of(("src/Kernel/Ghost.cs", "class Ghost;"))));
        Assert.Single(DeadFiles.Violations(new([], [], [("cases/nowhere/ghost.txt", "")])));
    }

    [Fact]
    public void Every_charge_rule_has_a_source_and_a_case() => Holds(ChargeRules.Violations(House.Real));

    [Fact]
    public void A_charge_rule_without_source_or_case_is_caught() => Assert.Equal(2, ChargeRules.Violations(House.Of(
        ("src/Supply/SMV-01.6-Settlement/Charges/Toll.cs", "public static class Toll;"))).Count());

    [Fact]
    public void The_picture_in_ARCHITECTURE_is_the_one_the_projects_draw() => Assert.Equal(
        Picture.Draw(House.Real.Rooms), File.ReadAllText(Path.Combine(House.Root(), "ARCHITECTURE.md")));

    [Fact]
    public void A_changed_reference_changes_the_picture()
    {
        var rooms = House.Real.Rooms;
        Assert.NotEqual(Picture.Draw(rooms), Picture.Draw([.. rooms.Skip(1), rooms[0] with { References = ["Busbar.Host"] }]));
    }

    private static void Holds(IEnumerable<string> violations)
    {
        var all = violations.ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }
}
