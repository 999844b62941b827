using Busbar.Supply.Handoffs.Commitment.Masters;

namespace Busbar.Supply.Commitment.Fuel;

/// <summary>Delivered price = commodity ÷ (1 − retainage) + variable transport: the pipeline keeps a part of what is bought, so more is
/// bought than burned; transport is paid on what is delivered. Source: PJM Manual 15, section 2.3 (fuel cost: commodity, transportation,
/// retainage); not checked against the current revision.</summary>
internal static class DeliveredFuel
{
    public static Figure Of(FuelShare share, Figure commodity)
    {
        var bought = commodity.Value / (1 - share.Retainage);
        return new(
            $"{share.Fuel} delivered", bought + share.Transport.Value, "USD/MMBtu", "PJM Manual 15, section 2.3",
            () => $"{Figure.Text(commodity.Value)} ÷ (1 − {Figure.Text(share.Retainage)}) + {Figure.Text(share.Transport.Value)}",
            [commodity, Figure.Leaf("retainage", share.Retainage, "part", "unit master"),
                Figure.Leaf("transport", share.Transport.Value, "USD/MMBtu", "unit master")]);
    }
}
