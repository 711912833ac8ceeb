using Amazon.Lambda.Core;

namespace Shop.Orders;

public sealed class OrderGateway
{
    private readonly HttpClient _client;

    public OrderGateway(HttpClient client) => _client = client;

    public async Task RunAll(ILambdaContext context, HttpContent content)
    {
        await _client.{|AJ1002:PostAsync|}("orders", content);
        await _client.{|AJ1002:PutAsync|}("orders/1", content);
        await _client.{|AJ1002:PatchAsync|}("orders/1", content);
        await _client.{|AJ1002:DeleteAsync|}("orders/1");
        await _client.{|AJ1002:SendAsync|}(new HttpRequestMessage(HttpMethod.Head, "orders"));
        await _client.{|AJ1002:GetStringAsync|}(new Uri("https://orders.example/1"));
        byte[] raw = await _client.{|AJ1002:GetByteArrayAsync|}("orders/1/pdf");
        context.Logger.LogLine(raw.Length.ToString());
    }
}
