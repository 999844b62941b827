using System.Collections.Immutable;
using System.Text.Json;
using Busbar.Gateways;

namespace Busbar.Host.Desks.Security;

/// <summary>Busbar's own bill of materials: the packages that this very program runs with, as the build wrote them beside it
/// (<c>busbar.deps.json</c>), and the runtime under it, as CycloneDX 1.6. The same build makes the same bytes.</summary>
public static class OwnBill
{
    private static readonly JsonSerializerOptions indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>The bill, named <c>busbar.cdx.json</c>.</summary>
    public static SourceFile Write()
    {
        using var built = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "busbar.deps.json")));
        var libraries = built.RootElement.GetProperty("libraries").EnumerateObject().ToList();
        var needs = built.RootElement.GetProperty("targets").EnumerateObject().Single().Value.EnumerateObject()
            .ToDictionary(each => each.Name, Needs, StringComparer.Ordinal);
        var own = libraries.Single(each => each.Name.StartsWith("busbar/", StringComparison.Ordinal)).Name;
        var runtime = $"Microsoft.NETCore.App.Runtime/{Environment.Version}";
        var body = new
        {
            bomFormat = "CycloneDX", specVersion = "1.6", version = 1,
            metadata = new { component = Component(own, "application", isPackage: false, "") },
            components = libraries.Where(each => each.Name != own).Select(each => Component(each.Name, "library", IsPackage(each.Value),
                each.Value.GetProperty("sha512").GetString()!)).Append(Component(runtime, "framework", isPackage: true, "")),
            dependencies = libraries.Select(each => new { @ref = each.Name, dependsOn = needs[each.Name] })
                .Append(new { @ref = runtime, dependsOn = ImmutableArray<string>.Empty }),
        };
        return new("busbar.cdx.json", JsonSerializer.SerializeToUtf8Bytes(body, indented));
    }

    private static bool IsPackage(JsonElement library) => library.GetProperty("type").GetString() == "package";

    private static ImmutableArray<string> Needs(JsonProperty target) => target.Value.TryGetProperty("dependencies", out var needed)
        ? [.. needed.EnumerateObject().Select(each => $"{each.Name}/{each.Value.GetString()}")] : [];

    private static Dictionary<string, object> Component(string library, string type, bool isPackage, string hash)
    {
        var (name, version) = (library.Split('/')[0], library.Split('/')[1]);
        var component = new Dictionary<string, object>
            { ["type"] = type, ["bom-ref"] = library, ["name"] = name, ["version"] = version };
        if (isPackage) component["purl"] = $"pkg:nuget/{Uri.EscapeDataString(name)}@{Uri.EscapeDataString(version)}";
        if (hash.Length > 0)
            component["hashes"] = new[]
            {
                new { alg = "SHA-512", content = Convert.ToHexStringLower(Convert.FromBase64String(hash["sha512-".Length..])) },
            };
        return component;
    }
}
