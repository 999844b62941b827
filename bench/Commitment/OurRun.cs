using System.Globalization;
using System.Text;
using System.Text.Json;
using Busbar.Store;
using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Commitment.Bench;

/// <summary>Ours as a user runs it: <c>busbar commit solve</c>, two threads. Seconds count from the start of the process.</summary>
internal static class OurRun
{
    public static PeerTrack Of(PeersBench.Asked asked, string file, CommitmentCase given, string folder)
    {
        var track = new PeerTrack();
        var answer = Path.Combine(folder, "ours.json");
        var text = new StringBuilder();
        track.EndSeconds = PeerProcess.Run(asked.Seconds, (_, line) => text.AppendLine(line), "dotnet",
            Path.Combine(asked.Root, "artifacts/bin/Busbar.Host/release/busbar.dll"), "commit", "solve", file, "--time-limit",
            asked.Seconds.ToString(CultureInfo.InvariantCulture), "--gap", asked.Gap.ToString(CultureInfo.InvariantCulture), "--threads",
                "2",
            "--schedule", answer, "--trace", "--json");
        using var said = JsonDocument.Parse(text.ToString());
        // What the process took beside the command itself, its start most of all, counts from the beginning.
        var beside = track.EndSeconds - said.RootElement.GetProperty("seconds").GetDouble();
        foreach (var point in said.RootElement.GetProperty("progress").EnumerateArray())
            track.Add(beside + point.GetProperty("seconds").GetDouble(), Number(point, "objectiveUsd"), Number(point, "lowerBoundUsd"));
        if (File.Exists(answer)) track.Recost(given, CanonicalJson.Read<SystemSchedule>(File.ReadAllBytes(answer)));
        return track;
    }

    private static double? Number(JsonElement point, string field) =>
        point.GetProperty(field) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : null;
}
