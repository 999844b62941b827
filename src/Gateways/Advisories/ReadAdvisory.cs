using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Gateways.Shapes;
using Busbar.Kernel.Outcomes;

namespace Busbar.Gateways.Advisories;

/// <summary>Reads what a publisher says of vulnerabilities in its products: CSAF 2.0 and 2.1, or OpenVEX 0.2.0, told apart by what they say
/// they are. A document is read whole or refused whole.</summary>
public static class ReadAdvisory
{
    private const int MaxBytes = 64 << 20;

    /// <summary>The advisory. Refuses text that is too long, not JSON, too deep or with a key twice, what says to be neither
    /// (<c>advisory-format</c>), another version (<c>advisory-version</c>), and (<c>bad-advisory</c>) what the standard does not allow:
    /// every fault with its place.</summary>
    public static Outcome<Advisory> Run(SourceFile file)
    {
        var read = JsonNodes.Read(file, MaxBytes);
        if (read is not Outcome<Node>.Done { Value: var node }) return ((Outcome<Node>.Refused)read).Refusal;
        return node switch
        {
            Node.Map map when map["@context"] is not null => ReadOpenVex.Run(file.Name, map),
            Node.Map map when map["document"] is not null => ReadCsaf.Run(file.Name, map),
            _ => new Refusal("advisory-format", "The document does not say that it is CSAF or OpenVEX",
                $"{file.Name}:{node.Line}:{node.Column}", "Give a CSAF or an OpenVEX document."),
        };
    }
}
