namespace SampleAnnotations.Products;

/// <summary>Something that is sold.</summary>
/// <param name="Id">Its number in the shop.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Price">What it costs.</param>
public sealed record Product(string Id, string Name, decimal Price);
