namespace AsyncJobs.Page.App;

/// <summary>An order.</summary>
/// <param name="Customer">Who orders.</param>
/// <param name="Lines">What is ordered.</param>
/// <param name="Shipping">How it is sent.</param>
/// <param name="IsGift">Whether it is wrapped.</param>
/// <param name="Reference">A number that does not fit into a number of JavaScript.</param>
/// <param name="Labels">What else is to be known.</param>
/// <param name="Invoice">Where the invoice goes, if elsewhere.</param>
public sealed record Order(
    string Customer,
    IReadOnlyList<OrderLine> Lines,
    Shipping Shipping,
    bool IsGift,
    long Reference,
    Dictionary<string, int>? Labels = null,
    Address? Invoice = null);
