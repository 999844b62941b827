using System.Globalization;
using System.Text.Json;
using Busbar.Gateways;
using Busbar.Gateways.Mps;
using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Commitment.Bench;

/// <summary>HiGHS by npm: <c>peer_highs.mjs</c> under node.</summary>
internal static class HighsRun
{
    public static PeerTrack Of(PeersBench.Asked asked, string model, CommitmentCase given, string folder)
    {
        var track = new PeerTrack();
        var answer = Path.Combine(folder, "highs.sol");
        track.EndSeconds = PeerProcess.Run(asked.Seconds, (_, line) =>
        {
            using var point = JsonDocument.Parse(line);
            track.Add(point.RootElement.GetProperty("seconds").GetDouble(), Number(point, "objective"), Number(point, "bound"));
        }, "node", Path.Combine(asked.Root, "bench/Commitment/peer_highs.mjs"), model, Invariant(asked.Seconds), Invariant(asked.Gap),
            answer);
        if (File.Exists(answer)) track.Recost(given, MpsSolution.Read(SourceFile.Load(answer).OrThrow(), given).OrThrow());
        return track;
    }

    private static double? Number(JsonDocument point, string field) =>
        point.RootElement.GetProperty(field) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : null;

    private static string Invariant(double value) => value.ToString(CultureInfo.InvariantCulture);
}
