using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    private static readonly CancellationToken s_never = CancellationToken.None;

    public async Task Handler(string url, ILambdaContext context)
    {
        await http.{|AJ1002:GetAsync|}(url, CancellationToken.None);
        await http.{|AJ1002:GetAsync|}(url, default(CancellationToken));
        await http.{|AJ1002:GetStringAsync|}(url, default);
        await http.{|AJ1002:GetAsync|}(url, cancellationToken: new CancellationToken());
        await http.{|AJ1002:DeleteAsync|}(url, s_never);
    }
}
