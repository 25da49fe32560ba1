package disclosure

import "strings"

// shortened are first names and how English shortens them, a line each; several
// long forms may share a short one.
const shortened = `
abigail abbie abby
adam ads
alan al
albert al bert bertie
alexander alex alec sandy xander
alexandra alex lexi sandra
alfred alf alfie
alison ali
amanda mandy
andrea andie
andrew andy drew
angela angie
ann annie nan
anne annie nan
anthony tony ant
antonia toni
archibald archie
arthur art
barbara babs barb
beatrice bea trixie
benjamin ben benji benny
bernard bernie
bradley brad
caroline carrie caz
catherine cath cathy kate katie cat
charles charlie chas chuck
charlotte charlie lottie char
christina chris chrissie tina
christine chris chrissie tina
christopher chris kit
clifford cliff
cynthia cindy
daniel dan danny
danielle dani
david dave davey
deborah deb debs debbie
dominic dom
donald don donny
dorothy dot dottie
edward ed eddie ted teddy ned
eleanor ellie nell nellie nora
elizabeth liz lizzie beth betty betsy eliza libby lisa bess
emily em emmy millie
emma em
ernest ernie
frances fran frankie
francis frank frankie
frederick fred freddie
gabriel gabe
gareth gaz gary
geoffrey geoff
george georgie
gerald gerry
gillian gill
gregory greg
harold harry hal
harriet hattie harry
helen nell
henry harry hal
hannah han
isabel izzy bella
isabella izzy bella
jacqueline jackie
jacob jake
james jim jimmy jamie jem
janet jan
jennifer jen jenny
jeremy jez jerry
jessica jess jessie
joanna jo
joanne jo
john jack johnny
jonathan jon jonny
joseph joe joey
josephine jo josie
joshua josh
judith judy
katherine kath kathy kate katie kat
kathleen kath kathy
kenneth ken kenny
kimberley kim
laura laurie
lawrence larry laurie
leanne lea
leonard len lenny leo
leslie les
lillian lily
louise lou
lucinda lucy cindy
madeleine maddy
margaret maggie meg peggy marge
martin marty
matilda tilly
matthew matt matty
maureen mo
megan meg
melanie mel
michael mike mick mickey
michelle shell
mohammed mo
muhammad mo
natalie nat
natasha tasha nat
nathan nat nate
nathaniel nat nate
nicholas nick nicky
nicola nicky nic
norman norm
oliver ollie
olivia liv livvy
pamela pam
patricia pat patsy tricia trish
patrick pat paddy
penelope penny
peter pete
philip phil
philippa pip pippa
priscilla cilla
rachel rach
raymond ray
rebecca becky becca bex
reginald reg
richard rich richie rick dick ricky
robert rob robbie bob bobby bert
roberta bobbie
ronald ron ronnie
rosemary rose rosie
samantha sam sammy
samuel sam sammy
sandra sandy
sarah sally
sebastian seb
sharon shaz
sheila she
sidney sid
simon si
sophie soph
stanley stan
stephanie steph
stephen steve
steven steve
stuart stu
susan sue susie
tabitha tabby
teresa terri tess
terence terry
theodore theo ted
theresa terri tess
thomas tom tommy
timothy tim timmy
tracey trace
valerie val
vanessa nessa
veronica ronnie vera
victor vic
victoria vicky tori
vincent vince vinny
virginia ginny
vivien viv
walter walt wally
wesley wes
wilfred wilf
william will bill billy willy liam
yvonne eve
zachary zac zach
`

// diminutives are the short forms of a squeezed first name, and the long ones
// of which it is one.
func diminutives(first string) []string {
	var out []string
	for line := range strings.Lines(shortened) {
		w := strings.Fields(line)
		for i, x := range w {
			if x != first {
				continue
			}
			if i == 0 {
				out = append(out, w[1:]...)
			} else {
				out = append(out, w[0])
			}
		}
	}
	return out
}
