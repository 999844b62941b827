using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Cybersecurity.Cip;

/// <summary>Checks a pack as an auditor would, from its bytes alone: shares nothing with what packed it.</summary>
public static class CheckEvidence
{
    /// <summary>How many files agree with the index. Refuses a pack without <c>index.csv</c> (<c>no-index</c>). Findings:
    /// <c>hash-differs</c>, <c>rows-differ</c>, <c>file-missing</c>, <c>file-not-listed</c>.</summary>
    public static Outcome<int> Run(ImmutableArray<EvidenceFile> pack)
    {
        var files = pack.ToDictionary(file => file.Path, file => file.Content.ToArray());
        if (!files.TryGetValue("index.csv", out var index))
            return new Refusal("no-index", "The folder holds no index.csv", "index.csv", "Name the folder of a pack.");
        var (agreed, listed, findings) = (0, new HashSet<string> { "index.csv", "index.json" }, new List<Finding>());
        foreach (var line in Encoding.UTF8.GetString(index).Split('\n').Skip(1).Where(line => line.Length > 0))
        {
            var (path, rows, hash) = line.Trim('"').Split("\",\"") is [var first, var second, var third] ? (first, second, third)
                : (line, "", "");
            listed.Add(path);
            var before = findings.Count;
            if (!files.TryGetValue(path, out var bytes)) Tell("file-missing", "The index lists it, the folder has it not", path);
            else if (Convert.ToHexStringLower(SHA256.HashData(bytes)) != hash) Tell("hash-differs", "It is not what was packed", path);
            else if ($"{Records(bytes) - 1}" != rows) Tell("rows-differ", $"The index says {rows} rows, it has {Records(bytes) - 1}", path);
            if (findings.Count == before) agreed++;
        }
        foreach (var path in files.Keys.Where(path => !listed.Contains(path)).Order(StringComparer.Ordinal))
            Tell("file-not-listed", "The index does not list it", path);
        return Outcome.Of(agreed, findings);

        void Tell(string code, string what, string path) => findings.Add(new(code, Severity.Error, what, path, "not counted"));
    }

    /// <summary>Line ends outside quotes.</summary>
    private static int Records(byte[] text)
    {
        var (records, isQuoted) = (0, false);
        foreach (var one in text)
            if (one == '"') isQuoted = !isQuoted;
            else if (one == '\n' && !isQuoted) records++;
        return records;
    }
}
