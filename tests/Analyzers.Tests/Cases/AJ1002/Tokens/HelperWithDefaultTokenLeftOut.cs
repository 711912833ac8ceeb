using Amazon.Lambda.Core;

public class Inventory
{
    private readonly HttpClient _http;

    public Inventory(HttpClient http) => _http = http;

    public async Task<string> GetStockAsync(string sku, CancellationToken ct = default)
    {
        using var response = await _http.GetAsync($"stock/{sku}", ct);
        return await response.Content.ReadAsStringAsync(ct);
    }
}

public class Function
{
    private readonly Inventory _inventory = new(new HttpClient());

    public async Task<string> Handler(string sku, ILambdaContext context)
    {
        return await _inventory.{|AJ1002:GetStockAsync|}(sku);
    }
}
