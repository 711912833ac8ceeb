using Amazon.Lambda.Core;

public class PartnerClient : HttpClient
{
    public PartnerClient(HttpMessageHandler handler)
        : base(handler)
    {
        BaseAddress = new Uri("https://partner.example");
        {|AJ1001:Timeout = TimeSpan.FromSeconds(60)|};
    }
}
