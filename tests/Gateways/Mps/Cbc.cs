using System.Diagnostics;
using Busbar.Gateways.Mps;
using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Gateways.Tests.Mps;

/// <summary>Debian's CBC, a mixed-integer solver that shares nothing with us. A test that needs it is skipped, saying so, where it is not
/// installed.</summary>
internal static class Cbc
{
    /// <summary>Its best schedule of a case, or null when it proves that there is none.</summary>
    public static SystemSchedule? Solve(CommitmentCase given, MpsForm form)
    {
        if (!IsInstalled()) Assert.Skip("cbc is not installed (apt-get install coinor-cbc)");
        var folder = Directory.CreateTempSubdirectory("busbar-mps-");
        try
        {
            var (model, answer) = (Path.Combine(folder.FullName, "case.mps"), Path.Combine(folder.FullName, "case.sol"));
            using (var text = File.CreateText(model)) MpsFile.Write(given, form, text);
            var log = Run(model, "-ratio", "0", "-allow", "0", "-sec", "120", "-solve", "-solution", answer);
            if (log.Contains("infeasible", StringComparison.OrdinalIgnoreCase) && !log.Contains("Optimal solution found",
                StringComparison.Ordinal))
                return null;
            Assert.True(File.Exists(answer), log);
            return MpsSolution.Read(SourceFile.Load(answer).OrThrow(), given).OrThrow();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("cbc", arguments) { RedirectStandardOutput = true })!;
        var log = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return log;
    }

    private static bool IsInstalled() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, "cbc")));
}
