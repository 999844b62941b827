using System.Text;

namespace Busbar.Architecture;

/// <summary>The picture of the house in ARCHITECTURE.md, drawn from the project references.</summary>
public static class Picture
{
    private static readonly (int Floor, string Title)[] Titles =
    [
        (4, "Floor 4: the one program"),
        (3, "Floor 3: stages, checkers, gateways, simulators (none knows another)"),
        (2, "Floor 2: handoffs and the store"),
        (1, "Floor 1: the words and the mathematics"),
    ];

    /// <summary>The whole document.</summary>
    public static string Draw(IReadOnlyList<Room> rooms)
    {
        var text = new StringBuilder();
        text.AppendLine("# Architecture").AppendLine();
        text.AppendLine("Printed by `./architecture > ARCHITECTURE.md` from the project references; a test fails when they differ.");
        text.AppendLine("Arrows only go down. The reasons are in [CONTRIBUTING.md](CONTRIBUTING.md) and [docs/adr](docs/adr).")
            .AppendLine();
        text.AppendLine("```");
        foreach (var (floor, title) in Titles)
        {
            text.AppendLine(title);
            foreach (var room in rooms.Where(room => room.Floor == floor))
                text.AppendLine($"  {room.Folder,-32} -> {ReferencesOf(rooms, room)}");
        }

        text.AppendLine("```").AppendLine();
        text.AppendLine("A newcomer reads `src/Host/Cycles/DayAhead.cs` first: the steps of a market day with the clock each is due.");
        return text.ToString().ReplaceLineEndings("\n");
    }

    private static string ReferencesOf(IReadOnlyList<Room> rooms, Room room) =>
        room.References.Count == 0 ? "nothing of ours" : string.Join(", ", room.References.Select(name => ShortOf(rooms, name)));

    private static string ShortOf(IReadOnlyList<Room> rooms, string name) => rooms.FirstOrDefault(room => room.Name == name)?.Folder switch
    {
        { } folder when folder.Contains("SMV-") || folder.Contains("ESV-") => folder[(folder.LastIndexOf('-') + 1)..],
        { } folder => folder,
        null => name,
    };
}
