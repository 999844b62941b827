using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Gateways.Shapes;
using Busbar.Kernel.Outcomes;

namespace Busbar.Gateways.Bills;

/// <summary>Reads a software bill of materials: CycloneDX 1.4 to 1.7 as JSON. A bill is read whole or refused whole.</summary>
public static class ReadBill
{
    private const int MaxBytes = 256 << 20;

    /// <summary>The bill. Refuses text that is too long, not JSON, too deep or with a key twice, and (<c>bill-format</c>,
    /// <c>bill-version</c>, <c>bad-bill</c>) what its standard does not allow, with the line and column of every fault.</summary>
    public static Outcome<BillOfMaterials> Run(SourceFile file)
    {
        var read = JsonNodes.Read(file, MaxBytes);
        if (read is not Outcome<Node>.Done { Value: var node }) return ((Outcome<Node>.Refused)read).Refusal;
        return node is Node.Map map && map.Text("bomFormat") == "CycloneDX" ? ReadCycloneDx.Run(file.Name, map)
            : new Refusal("bill-format", "The document does not say that it is CycloneDX", $"{file.Name}:{node.Line}:{node.Column}",
                "Give a CycloneDX document.");
    }
}
