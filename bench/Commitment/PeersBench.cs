using Busbar.Gateways;
using Busbar.Gateways.Mps;
using Busbar.Gateways.PglibUc;

namespace Busbar.Commitment.Bench;

/// <summary>Ours beside HiGHS (npm, WebAssembly, one thread) and CBC (Debian, two threads) on the same cases, one after the other in one
/// run,
/// each with a limit on wall-clock seconds counted from the start of its process. Ours reads the case itself; the peers are given it as an
/// MPS
/// file already written.</summary>
internal static class PeersBench
{
    /// <summary>What is asked of a run.</summary>
    /// <param name="Root">The checkout.</param>
    /// <param name="Data">Folder of the shared dispatch data.</param>
    /// <param name="Only">Cases whose name contains this; empty: all.</param>
    /// <param name="Solvers">Which of ours, highs, cbc.</param>
    /// <param name="Seconds">Limit of each solver.</param>
    /// <param name="Gap">Relative gap at which each may stop.</param>
    /// <param name="Form">The programme that the peers are given.</param>
    internal sealed record Asked(string Root, string Data, string Only, string[] Solvers, double Seconds, double Gap, MpsForm Form);

    private static readonly string[] cases =
    [
        "pglib-uc/ferc_2015-07-01_hw", "pglib-uc/ferc_2015-01-01_lw", "pglib-uc/ca_2015-06-01_reserves_3",
        "pglib-uc/ca_Scenario400_reserves_3", "pglib-uc/rts_gmlc_2020-07-06", "pglib-uc/rts_gmlc_2020-10-27",
        "pglib-uc/rts_gmlc_2020-01-27", "kazarlis/kaz_10", "kazarlis/kaz_20",
    ];

    /// <summary>Runs what is asked and prints a row for each solver and case as it ends.</summary>
    public static void Run(Asked asked)
    {
        Console.WriteLine(PeerTrack.Header);
        foreach (var name in cases.Where(name => name.Contains(asked.Only, StringComparison.OrdinalIgnoreCase)))
        {
            var file = Path.Combine(asked.Data, $"{name}.json.gz");
            var given = PglibUcFile.Read(SourceFile.Load(file).OrThrow()).OrThrow();
            var folder = Directory.CreateTempSubdirectory("busbar-peers-");
            try
            {
                var model = Path.Combine(folder.FullName, "case.mps");
                using (var text = File.CreateText(model)) MpsFile.Write(given, asked.Form, text);
                foreach (var solver in asked.Solvers)
                {
                    var track = solver switch
                    {
                        "ours" => OurRun.Of(asked, file, given, folder.FullName),
                        "highs" => HighsRun.Of(asked, model, given, folder.FullName),
                        "cbc" => CbcRun.Of(asked, model, given, folder.FullName),
                        _ => throw new ArgumentException($"{solver} is none of ours, highs, cbc."),
                    };
                    Console.WriteLine(track.Row(given.Name, solver));
                }
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }
    }
}
