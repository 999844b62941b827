using System.Text.Json;
using Busbar.Gateways;
using Busbar.Kernel.Outcomes;
using Busbar.Store;

namespace Busbar.Host.Commands;

/// <summary>Reads a record from a file that a person edits: our canonical JSON with no field left out. A fault is refused with its line
/// and path.</summary>
internal static class WholeJson
{
    private static readonly JsonSerializerOptions whole = new(CanonicalJson.Options)
    {
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        Converters = { new MarketByName() },
    };

    /// <summary>The record.</summary>
    /// <param name="source">The file.</param>
    /// <param name="code">Code of the refusal.</param>
    /// <param name="remedy">What to do about it.</param>
    /// <exception cref="RefusedException">It is no such record.</exception>
    public static T Read<T>(SourceFile source, string code, string remedy)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(source.Content.Span, whole)
                ?? throw new JsonException($"The file says null; a {typeof(T).Name} was expected.");
        }
        catch (JsonException bad)
        {
            throw new RefusedException(new(code, bad.Message, $"{source.Name}:{bad.LineNumber + 1} {bad.Path}", remedy));
        }
        catch (Exception bad) when (bad is FormatException or ArgumentException or InvalidOperationException)
        {
            throw new RefusedException(new(code, bad.Message, source.Name, remedy));
        }
    }
}
