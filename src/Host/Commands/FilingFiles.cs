using System.Collections.Immutable;
using System.Text.Json;
using Busbar.Gateways;
using Busbar.Gateways.Documents;
using Busbar.Host.Desks;
using Busbar.Kernel.Outcomes;
using Busbar.Store;

namespace Busbar.Host.Commands;

/// <summary>The files of a filing in a folder: what is printed and signed, and <c>filing.json</c>, from which it is built again.</summary>
internal static class FilingFiles
{
    /// <summary>The file that the others follow from.</summary>
    public const string Inputs = "filing.json";

    /// <summary>Every file of a filing; refused before any is written.</summary>
    public static ImmutableArray<FilingFile> Of(RecoveryFiling filing) =>
    [
        .. WriteFiling.Of(FilingDesk.PackageOf(filing)).OrThrow(),
        new(Inputs, [.. JsonSerializer.SerializeToUtf8Bytes(filing, CanonicalJson.Options)]),
    ];

    /// <summary>The filing of a folder, or of its <c>filing.json</c>.</summary>
    /// <exception cref="RefusedException"><c>bad-filing</c>; what cannot be read.</exception>
    public static RecoveryFiling Read(string path) => Read<RecoveryFiling>(new FileInfo(
        Directory.Exists(path) ? Path.Combine(path, Inputs) : path));

    /// <summary>A record of a filing from a file: its terms, its prose.</summary>
    /// <exception cref="RefusedException"><c>bad-filing</c>, with line and path.</exception>
    public static T Read<T>(FileInfo file) => WholeJson.Read<T>(SourceFile.Load(file.FullName).OrThrow(), "bad-filing",
        "Give every field; cases/recovery/filing holds an example of terms, and filing.json is what filing build wrote.");
}
