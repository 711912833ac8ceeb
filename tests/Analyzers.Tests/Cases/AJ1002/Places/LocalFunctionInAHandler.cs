using Amazon.Lambda.Core;

public class Function
{
    private readonly HttpClient _http = new();

    public async Task<int> Handler(string[] ids, ILambdaContext context)
    {
        int total = 0;
        foreach (var id in ids)
            total += await CountAsync(id);
        return total;

        async Task<int> CountAsync(string id)
        {
            var text = await _http.{|AJ1002:GetStringAsync|}($"https://count.example/{id}");
            return int.Parse(text);
        }
    }
}
