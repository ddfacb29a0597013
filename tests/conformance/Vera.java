/** veraPDF's command with its own parser, which its installer would have chosen. */
public class Vera {
    public static void main(String[] arguments) throws Exception {
        org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider.initialise();
        org.verapdf.cli.VeraPdfCli.main(arguments);
    }
}
