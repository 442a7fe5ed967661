"""The names of people that are most common in the United States, as plain lower-case words.

Drawn from the Census Bureau's name counts of 1990 and 2010, which are facts in the public domain,
and filled up with names that have become common since. Accents, apostrophes and hyphens are left
out: "O'Brien" stands as "obrien". A name that is also an English word, a place or a payer stands
apart, because alone it says nothing about a person.
"""

from __future__ import annotations

from typing import Final

# Given names and surnames that are hardly ever anything else.
NAMES: Final = frozenset(
    """
aaliyah aaron abbas abbie abby abdi abdul abdullah abebe abel abena abernathy abigail abney abraham
abram abrams abreu acevedo acharya acker ackerman acosta acuna adaeze adair adalberto adam adamczyk
adame adams adamson adan adcock addie addison adebayo adela adelaida adelaide adele adelina adeline
adell aditi aditya adkins adler adolfo adolph adrian adriana adrianna adrianne adrienne agarwal
agatha agee aggarwal agnes agnew agnieszka aguilar aguilera aguirre agustin ahern ahmad ahmed ahrens
aidan aiden aiken aileen aimee ainsworth aisha ajay akash akers akhtar akins akira akua alaina alam
alan alana alaniz alarcon alavi alba albers albert alberta alberto albertson albrecht albright
alcorn alda alden aldo aldrich aldridge aleah alec alecia alejandra alejandro aleman alene aleta
aletha alex alexander alexandra alexis alfaro alfonso alfonzo alford alfred alfreda alfredo alia
alice alicea alicia alina alisa alisha alison alissa aliyah allan allard allen allene allie allison
allred allyson almanza almeida alondra alonso alonzo alphonse alphonso alston alta altagracia althea
altman alton alva alvarado alvarez alvaro alves alvin alvina alyce alyson alyssa amado amador amadou
amal amalia amanda amara amari amato amaya ambrose amelia ames amie amin amina aminata amira amit
ammons amos amparo amy anand ananya anastasia anaya anders andersen anderson andra andrade andre
andrea andrei andres andrew andrews andria andrus andrzej andrzejewski andy angela angelia angelica
angelina angeline angelique angelita angelo angie anglin anibal anika anil anish anissa anita anjali
ankit ann anna annabelle annamarie anne annemarie annetta annette annie annmarie ansari ansel
anthony antionette antoine antoinette anton antone antonette antonia antonio antony antwan anya
aoife apodaca aponte applegate aquino araceli aragon aranda arash arce archibald archie archuleta
arellano aretha arevalo ariana arias ariel arjun arleen arlene arline arlo armand armando armijo
armstead armstrong arnav arndt arnett arnold arnulfo aron arora arredondo arreola arriaga arrington
arron arsenault arteaga arthur artis arturo aryan asante asha ashby ashcraft ashe asher ashlee
ashleigh ashley ashok ashraf ashworth aslam astrid athena atherton atkins atkinson atwell atwood
aubree aubrey audra audrey augustine augustus aurelia aurelio ava avalos avery avila aviles avis
axel ayaan ayala ayden ayers ayla aylin ayres aziz babb babcock babin baca bach bachman baer baez
baggett bagley bagwell bain baines bair baird bajwa balderas baldwin ballard bambi banda banerjee
bankston banuelos baptiste barajas barbara barbee barbosa barbour barbra barclay barfield barger
barkley barksdale barlow barnard barnes barnett barnette barney barnhart barnhill barone barr
barraza barrera barrett barron barry bart barth bartholomew bartlett bartley barton basham basu
batchelor bateman bates batista batiste battaglia batts bauer baugh baughman baum bauman baumann
baumgartner bautista beal beale beall bearden beasley beatrice beatriz beattie beatty beaty
beauchamp beaudoin beaulieu becerra beck becker beckett beckham beckman beckwith becky becnel beebe
begay begley behrens belanger belcher belen belinda bella bellamy bello beltran belva ben benavides
benavidez benedict benita benitez benito benjamin benner bennett bennie benny benoit benson bentley
benton berger bergeron bergman berhane berman bermudez bernadette bernadine bernal bernard bernardo
bernice bernie berniece bernier bernita bernstein berrios bert berta bertha bertie bertram bertrand
berube bess bessie betancourt beth bethany bethea betsy bette bettie bettina betts betty bettye
beulah beverley beverly beyer bhatia bhatt bianca bickford biddle bigelow biggs bilal billie
billingsley billups billy bingham binh bivens blackburn blackman blackmon blackwell blackwood blaine
blair blais blake blakely blalock blanca blanchard blanche blanchette blanco blankenship blanton
blaylock bledsoe blevins blocker blodgett blount blum bob bobbi bobbie bobby bobo bock bogan boggs
bohannon bolden bolduc bolen boles bolin boling bollinger bolton bonilla bonita bonner bonnie bonny
booker boone boothe borden boren borges boris bose bostic bostick boswell bouchard boucher boudreau
boudreaux bourque bowden bowens bowie bowles bowlin bowman bowser boyce boyd boyer boykin boyle
boyles boynton brackett brad braden bradford bradley bradly bradshaw brady braeden bragg branden
brandi brandie brandon brandt branham brannon branson brant brantley braswell bratcher bratton braun
braxton brayden breanna breaux breeden breedlove breen brenda brendan brendon brenna brennan brenner
brent brenton bret brett brewster brian briana brianna brianne brice bridget bridgett bridgette
brielle brigette briggs brigitte brinkley brinkman brinson briones briscoe britney brito britt
brittany brittney britton brock brockman broderick brody bronson brooke broome broughton broussard
browder brower browne brownlee broyles brubaker bruce brumfield bruner brunner bruno bruns brunson
bryan bryant bryce bryon bryson buchanan buckley buckner bueno buffington buford bullard bundy bunn
burch burchett burchfield burdette burdick burge burgess burgos burk burke burkett burkhart burks
burl burleson burley burnett burnette burney burnham burrell burris burroughs burt busch bussey
bustamante butterfield byars byers bynum byrd byrne byrnes byron caballero cabral cabrera cade caden
cady cagle cahill cain caitlin caitlyn calderon caldwell caleb calhoun calkins callahan callaway
callender callie calloway callum calvert calvin camacho camden cameron camila camilla camille
campbell campos canady canales candace candelaria candi candice candida canfield cano cantrell cantu
canty caoimhe capps cara caraballo carbone carden cardenas cardona cardoza cardwell caren carey cari
caridad carissa carl carla carlene carlin carlisle carlo carlos carlotta carlson carlton carly
carman carmela carmelita carmella carmelo carmen carmichael carmona carnahan carnes carney carol
carole caroline carolyn caron carr carranza carrasco carrie carrillo carrington carrol carroll
carter cartwright caruso carvalho carver caryn casandra casas casey casillas cason casper cassandra
cassidy cassie castaneda casteel castellanos castillo castleberry castro caswell cataleya catalina
cates catharine catherine cathey cathie cathleen cathrine cathryn cathy catina cato catrina caudill
caudle causey cavanaugh cavazos cayden cecelia cecil cecile cecilia cedric celeste celestine celia
celina centeno cerda cervantes cesar chacon chadwick chaffin chakraborty chalmers chamberlin chan
chanda chandler chandra chaney chang chantal chantel chapa chapin chapman chappell charisse charla
charleen charlene charles charley charlie charline charlton charmaine chasity chastain chatman
chatterjee chau chaudhary chaudhry chauncey chavarria chavez chavis cheatham chelsey chelsie chen
cheney cheng cheri cherie cheryl chet cheung chiang chiara chidi childers childress childs chilton
chinedu chioma chiquita chisholm chisolm chiu chloe choate choi chong chopra choudhury chowdhury
chris chrissy christa christal christensen christenson christi christian christiansen christianson
christie christin christina christine christman christoper christopher christos christy chrystal
chua chuck chukwuma chun chung churchill ciara ciaran cindi cindy cintron cisneros citlali clair
claire clancy clanton clapp clara clare clarence clarice clarissa clark clarke clarkson clary claude
claudette claudia claudine claudio clawson clayton cleary clem clemens clementine clements clemmons
clemons cleo cletus clevenger clifford clifton cline clint clough cloutier clyde coates cobb cobbs
coble coburn cochran cockrell cody coffey coffman cohen cohn coker colbert colburn colby cole coleen
coleman coles colette coley colin collazo colleen collette colley collier collin collins colson
colton colvin colwell compton comstock concepcion concetta condon conklin conley connell connelly
conner connie connolly connor connors conor conover conrad conroy constance consuelo conti contreras
conway conyers cooke cooley coombs cooney copeland copley cora corbett corbin corcoran cordelia
cordell cordero cordova corey cori corina corine corinne corley cormier cornelia cornelius cornell
cornett cornish cornwell coronado correa correia corrie corrigan corrine cortes cortez cortney cory
cosby costello cottrell coughlin coulter courtney couture covington cowan cowart coyle coyne
crabtree craddock craig crain cramer crandall cranford crawford crawley crayton creech creighton
crenshaw crespo crider crist cristal cristian cristina cristy crittenden crocker crockett croft
cromer cromwell cronin crosby croteau crouse crowder crowe crowell crowley crum crump cruse crutcher
crutchfield cruz cuellar cuevas culbertson cullen culp culpepper culver cummings cummins cunningham
curley curran currie currier curtis custer cutler cynthia cyril cyrus czarnecki dabrowski dahal dahl
daigle dailey daley dalia dalton daly damaris damian damico damien damion damon damron dan dana
dancy dane danelle danette dang dangelo danial danica daniel daniela daniella danielle daniels
danielson danilo danita danna danner dannie danny dante daphne dara darby darcy darden daren daria
darin dario darius dariusz darla darleen darlene darnell darrel darrell darren darrick darrin darryl
darwin daryl dashawn datta daugherty dave davenport davey david davidson davies davila davis davison
dawit dawkins dawna dawson dayna deana deandre deann deanna deanne deaton debbie debby debi debora
deborah debra debrah decker declan deena deepa deepak dees dehart deidra deidre deirdre dejesus
delacruz delagarza delaney delarosa delatorre delbert deleon delfina delgado delia delilah della
dellinger delma delmar delmer deloach delois delong delores deloris delossantos delphine deluca
delvalle demarco demarcus demers demetri demetria demetrius demir dempsey dena deng denham denice
denis denise denney denning dennis dennison denny denson denton deon derek derick derrick desai
desantis deshawn deshmukh desiree desmond dessie devansh devin devine devito devlin devon devore
devries dewayne dewey dewitt dexter dhillon diallo dian diana diane diann dianna dianne dias diaz
dickens dickerson dickinson dickson diego diehl dietrich dietz diggs dillard dina dinah dinh dino
dion dionne dixie dixon diya dmitri dmitry doan dobbins dobbs dobson dockery dodd dodson doherty
dolan dollie dolores dombrowski dominga domingo dominguez dominic dominick dominik dominique dona
donahue donald donaldson donita donn donna donnell donnelly donnie donny donohue donovan donte
dooley dora doran dorcas doreen dorene doretha dorian dorinda doris dorman dorn dorota dorothea
dorothy dorris dorsey dortha dorthy doss dotson dottie doty doug dougherty douglas douglass dovie
dowd dowell dowling downey doyle dozier draper driscoll drummond drury duan duane duarte dube dubois
dubose duckett duckworth dudley duffy dugan duggan dugger dulce dumas dunaway dunbar dunham dunlap
dunn duong dupre dupree dupuis duran durant durbin durden dustin dutta dutton duval duvall dwain
dwayne dwight dwyer dylan dyson earle earlene earley earline earnestine easley eason easter
easterling eastman eaton ebert ebrahim echevarria echols eckert eddie edgar edgardo edie edith
edmond edmonds edmondson edmund edna eduardo edward edwardo edwards edwin edwina edythe effie efrain
efren egan eggleston eileen elaina elaine elam elba elbert elda eldon eldridge eleanor eleanore
elena eleni elenor eli elia eliana elias elida elif elijah elinor elisa elisabeth elise eliseo
elisha elissa eliza elizabeth elizebeth elizondo elkins ella ellen eller elliana ellie ellington
elliot elliott ellis ellison ellsworth elma elmer elmo elmore elnora eloisa eloise elouise eloy
elrod elsa elsie elton elva elvia elvin elvira elvis elwood elyse emanuel embry emeka emerson emil
emile emilia emiliano emilie emilio emily emma emmanuel emmett emmons engel engle ennis enoch enos
enrique enriquez enzo eoin epperson epps epstein eric erica erich erick ericka erickson erik erika
erin erlinda erma erna ernest ernestina ernestine ernesto ernie ernst errol ervin erwin escalante
escamilla escobar escobedo esmeralda esparza esperanza espinal espinosa espinoza esposito esquivel
essie esteban estela estella estelle estep estes esther estrada ethan ethel etheridge etta eubanks
eugene eugenia eugenio eula eulalia eunice eva evan evangelina evangeline evans evelyn everett
everette everhart evers evette evie ewing ezekiel ezell ezra faber fabian fabio fabiola fagan fahey
fairchild fairley faisal faison fajardo falk fallon fannie farah farias farid farley farnsworth
farooq farr farrar farrell farrington farris fatima fatma fatou faulk faulkner faust faustino faye
federico felder feldman felecia felicia feliciano felicita felipa felipe felix felton feng fennell
fenner fenton ferdinand ferguson fermin fernandes fernandez fernando ferrara ferraro ferreira
ferrell ferrer ferris fidel fierro figueroa filomena fincher findley fink finley finn finney fiona
fischer fishman fisk fitch fitzgerald fitzpatrick fitzsimmons flaherty flanagan flannery fleming
fletcher flor florencio flores florine flossie floy floyd flynn fogle foley folse fong fonseca
fontaine fontenot foote forbes forman forrest forrester forsyth forsythe fortenberry fortier fortin
fortner foss fournier foust fowler fraley fran frances francesca francine francis francisca
francisco franco francois frankie frantz franz fraser frazier fred freda freddie freddy frederic
frederick fredric fredrick freida freitas frey frias frieda friedman fritz frye fuchs fuentes fugate
fullerton fulmer fulton fultz fung fuqua furman furr gabe gabriel gabriela gabriella gabrielle
gaddis gaddy gael gaffney gagne gagnon gail gaines gaither galarza galen galina galindo gallardo
gallegos gallo galloway galvan galvez galvin gamboa gamez gandhi gandy ganesan gann gannon gant
gantt garber garcia gardiner gardner garfield garner garnett garrett garris garry garth garvey
garvin gary garza gaskin gaskins gaston gatlin gauthier gavin gaye gayla gayle geary geeta geiger
gena genaro genevieve genoveva geoff geoffrey george georgette georgiana georgianna georgie georgina
gerald geraldine geraldo gerard gerardo gerber gerda geri germaine gerri gerry gertie gertrude ghosh
gianna gibbons gibbs gibson gifford gilbert gilberto gilchrist gilda giles gillen gillespie gillette
gilley gilliam gillian gilliland gillis gilman gilmore gina ginn ginny gino ginsberg giordano
giovanni gipson girard gisela gita giulia giuseppe gladys glaser gleason glen glenda glenn glenna
gloria glover glynn goble goddard godfrey godwin goel goetz goff goforth goins goldberg goldie
goldman goldstein gomes gomez gonzales gonzalez gonzalo gooch goode gooden goodman goodrich goodson
goodwin gopal gordon gorham gorman gorski goss gossett gough gould goyal gracie graciela grady graf
graff graham granados granger grantham grayson greco greenberg greene greenfield greenlee greenwood
greer greg gregg gregoria gregorio gregory greiner grenier gresham greta gretchen grewal greyson
grice grier griffin griffis griffith griffiths griggs grigsby grimm griselda grisham grissom
griswold grogan grossman grover grubb grubbs gruber guadalupe guajardo guan guenther guerra guerrero
guevara guffey guidry guillen guillermina guillermo guillory guinn gunderson gunnar gunter gunther
gupta gurley gurpreet gurung gussie gustafson gustavo guthrie gutierrez guyton guzman gwen gwendolyn
haag haas hackett hadley hagan hagen hager haggerty hahn haider haight haile hailey haines hairston
hakim halcomb hale haley hallie hallman halverson hamblin hamby hamel hamer hamid hamilton hamlin
hamm hammett hammond hammonds hammons hamrick hamza hana hancock handley hanes haney hank hankins
hanks hanley hanlon hanna hannah hannon hans hansen hanson harbin hardesty hardin harding hardison
hardman hardwick hargis hargrove harini haris harkins harlan harley harlow harman harmon harold
harpreet harrell harriet harriett harriette harrington harris harry harter hartley hartman harwood
hasan hashemi haskell haskins hassan hassell hastings hatcher hatchett hatfield hathaway hattie
hatton haugen hauser hawes hawley hawthorne haydee hayden hayes hayley haynes hays hayward haywood
headley headrick healey healy hearn heather heaton hebert heckman hector hedrick heffner hefner
heidi heim hein helen helene helga hellen heller helms helton hemphill henderson hendrick hendricks
hendrickson hendrix henley henning henrietta henry hensley henson herbert heredia heriberto herlinda
herman herminia hernandez herndon herrera herrick herrington herrmann herron herschel hershel herzog
hess hester hewitt hiatt hibbard hickey hickman hicks hidalgo hieu higdon higginbotham higgins higgs
hightower hilario hilary hilda hildebrand hildegard hildreth hillary hilliard hillman hilton himes
hines hinkle hinojosa hinson hinton hipolito hiram hiroshi hirsch hitchcock hite hitt hoang hobbs
hobson hodan hodge hodges hodgson hoff hoffmann hogan hogg hogue holbrook holcomb holden holguin
holley holli holliday hollie hollingsworth hollins hollis holloman holloway holm holman holmes holt
holton honeycutt hooper hoover hopson horace horacio horne horner hornsby hortencia hortense horton
horvath hoskins hosseini hostetler houck hough houghton houle houser howard howe howell howland
hoyle hoyt hsieh huang hubbard huber hubert huddleston hudgins huerta huey huff huffman huggins hugh
hughes hugo hulsey humberto humes hummel humphrey humphreys humphries hundley huntley huong hurd
hurley hurst hurtado hussain hussein hussey huston hutcherson hutchings hutchins hutchinson
hutchison hutson hutto hutton huynh hwang hyatt hyde hyman hyun ian ibarra ibrahim idella ifeoma
ignacio igor ikenna ileana ilene imani imelda imogene imran ines inez ingle ingram ingrid inman iola
iona ione iqbal irby irene irina irizarry irma irvin irving irwin isaac isaacs isaacson isabel
isabell isabella isabelle isaiah isaias isbell ishaan isiah isidro isla ismael isom ison issa issac
itzel ivan ivana ivanov ivanova iverson ivette ivey ivonne iyer izabella jace jack jackie jacklyn
jaclyn jacob jacobs jacobsen jacobson jacoby jacque jacquelin jacqueline jacquelyn jacques jacquline
jada jaden jaeger jagdish jahid jaime jain jake jaliyah jamaal jamal jamar jame jamel james jameson
jamey jami jamie jamila jamison jana jane janeen janel janell janelle janes janet janette jang
janice janie janina janine janis jankowski janna jannette jannie jansen janssen jaqueline jaramillo
jared jarrell jarrett jarrod jarvis jasmin jasmine jason javier jaworski jaxon jaxson jaya jayce
jayda jayden jayla jaylen jaylin jayme jayne jayson jean jeana jeanetta jeanette jeanie jeanine
jeanna jeanne jeannette jeannie jeannine jeff jefferey jefferies jeffers jeffery jeffrey jeffries
jeffry jen jena jenifer jeniffer jenkins jenna jennie jennifer jennings jenny jensen jeong jerald
jeremiah jeremy jeri jermaine jernigan jerold jerome jerri jerrod jerrold jerry jesica jess jesse
jessica jessie jessup jesus jeter jett jewell jewett jian jiang jiho jill jillian jim jimenez jimmie
jimmy jing jisoo joan joann joanna joanne joao joaquin jocelyn jodi jodie jody joe joel joelle
joesph joey johann johanna johansen john johnathan johnathon johnie johnna johnnie johnny johnson
johnston jolene jolley jon jonah jonas jonathan jonathon jones joni jonnie jordon jorge jorgensen
jose josef josefa josefina joseph josephine josette josh joshi joshua josiah josie josue jovan
jovita joyce joycelyn joyner juan juana juanita juarez judah judd jude judi judith judson judy jules
juli julia julian juliana julianna julianne julie juliet juliette julio julius junaid jung justin
justina justine kaczmarek kahn kai kaiden kaitlin kaitlyn kalani kaleb kamal kamala kamara kami
kamila kaminski kane kang kapadia kaplan kapoor kara karan kareem karen kari karim karimi karin
karina karl karla karol karon karr karrie karthik karyn kasey kassandra katarzyna kate katelyn
katharine katherine katheryn kathi kathie kathleen kathrine kathryn kathy katie katina katrina katy
katz kauffman kaufman kaur kavita kayden kaye kayla kaylee kearney kearns keating keaton keck keefe
keefer keegan keeler keenan keene keeney keeton keisha keith kellen keller kelley kelli kellie
kellogg kelly kelsey kelso kelvin kemp kemper ken kendall kendra kendrick kenji kennedy kenneth
kenney kennith kenny kenton kenyon keri kermit kern kerns kerr kerri kerrie kerry kesha keshia
kessler keven kevin keyes keyla khadija khalid khalil khan khanh khanna khatri kian kiana kiara kidd
kiera kieran kieth kilgore killian kilpatrick kim kimball kimberlee kimberley kimberly kimble
kimbrough kimmel kincaid kingsley kinney kinsey kinsley kira kiran kirby kirchner kirk kirkpatrick
kirkwood kirsten kiser kisha kitty klein kline knapp knott knowles knowlton knox knudsen knutson
koch koehler koenig kofi kogan kohler kolb koonce koontz kopp kory kovac kovacs kowalczyk kowalski
kozlowski kraft kramer kraus krause krawczyk krebs kris krish krishna krista kristal kristen kristi
kristie kristin kristina kristine kristopher kristy krueger kruger kruse krystal krystle krystyna
krzysztof kuhn kulkarni kumar kunkel kurt kurtis kurtz kuykendall kuznetsov kwabena kwame kwan kwok
kwon kyla kyle kyler kylie kyong kyra kyung labbe lacey lachance lacroix ladd ladner ladonna lafleur
laird lakeisha lakesha lakeshia lakisha lakshman lakshmi lamar lambert lamm lamont lana landers
landis landon landrum landry laney lang langdon lange langford langley langlois langston lanham
lanier lankford lanny lantz laplante lapointe laquita lara larissa larkin larose larry larsen larson
larue lashawn lashonda lassiter laster lata latanya latasha latham latimer latisha latonia latonya
latosha latoya latrice latricia laughlin laura laureen lauren laurence lauretta lauri laurie lavern
laverne lavigne lavina lavoie lavon lavonne lawanda lawerence lawler lawrence lawson lawton layla
layne layton lazaro leah leahy leal leann leanna leanne leary leatrice leavitt lebedev leblanc
leclair ledbetter ledesma ledford ledoux leeann leger leggett lehman lehmann leigh leighton leila
leilani leisa lela leland lelia lemay lemieux lemuel lemus lena lenard lenny lenora lenore lentz
lenz leo leola leon leona leonard leonardo leone leonel leonor leonora leopoldo leora leota lerma
leroy lesa lesley leslie lessie lester leta letha leticia letitia lettie leung levesque levi levin
levine lewandowski lewis lexi leyva liam liang liao libby lidia lieberman lightfoot ligon lila liles
lilia lilian liliana lilley lillian lillie lilly lina linares lind linda lindberg linder lindley
lindquist lindsay lindsey lindy linh linn linnie linton linwood lionel lipscomb lisa lisette
lissette littlefield littlejohn littleton livingston liz liza lizette lizzie lloyd locke lockett
lockhart locklear lockwood loftis lofton logsdon lois lola lolita lomax lombardi lombardo lona longo
longoria lonnie loomis lopes lopez lora loraine loren lorena lorene lorenz lorenza lorenzo loretta
lori lorie lorine lorna lorraine lorri lorrie lott lottie louann louella louie louis louisa louise
lourdes lovejoy lovell lovett lowe lowery lowry loyd lozano luann luanne luca lucas luce lucero
lucia luciana luciano lucie lucien lucila lucile lucille lucinda lucio luckett lucretia lucy ludwig
luella lugo luis luisa lujan luka lukas luke lula lumpkin lund lundy lunsford luong lupe lura lusk
luther luttrell lutz lydia lyla lyle lyles lyman lynch lynda lyndon lyndsey lynette lynn lynne
lynnette lyon lyons lytle mabel mable mabry macdonald machado macias mack mackay mackenzie mackey
macklin madden maddie maddox madeleine madeline madelyn madge madonna madrid madsen maestas maeve
magana magda magdalena magdalene magee maggie maguire mahan maher mahmood mahmoud mahon mahoney
maier maja majorie makayla makena mala malachi malcolm maldonado malgorzata malhotra malia malik
malinda malinowski malissa mallory malloy malone maloney mamadou mamie manandhar mancuso mandi mandy
mangum manish manley mann manny manoj mansfield manson manuel manuela maples mara maranda marc
marcel marcela marcelina marcelino marcella marcelle marcelo marci marcia marcie marco marcos marcum
marcus marcy marek margaret margarito margery margie margo margot margret marguerite mari maria
mariah mariam marian mariana mariann marianna marianne mariano maribel maricela marie marilee
marilyn marilynn marin marino mario marion marisa marisela marisol marissa marita maritza marius
mariusz marjorie marjory markham markus marla marlena marlene marlon marlow marlowe marlyn marlys
marnie marquez marquita marr marrero marroquin marsha marta martel martell martha martin martina
martindale martinez martino marty martz marva marvin marx mary maryann maryanne marybeth maryellen
maryjane marylin marylou massey massie masterson mata mateo mateus matheny mathew mathews mathis
mathur matias matilda matilde matlock matos matson matt matteo matthew matthews mattie mattingly
mattison mattox mattson maud maude maudie mauldin maupin maura maureen maurer maurice mauricio
maurine mauro mavis maxey maximiliano maximo maximus maxine maxwell maya mayberry mayer mayes
mayfield mayhew mayme maynard mayra mays mazur mcadams mcafee mcalister mcallister mcarthur mcbee
mcbride mccabe mccaffrey mccain mccall mccallum mccann mccarter mccarthy mccartney mccarty mccauley
mcclain mcclanahan mcclellan mcclelland mcclendon mcclintock mccloskey mccloud mcclung mcclure
mccollum mccombs mcconnell mccool mccord mccorkle mccormack mccormick mccoy mccracken mccrary mccray
mccreary mccue mcculloch mccullough mccune mccurdy mccutcheon mcdaniel mcdaniels mcdermott mcdonald
mcdonnell mcdonough mcdougal mcdowell mcduffie mcelroy mcewen mcfadden mcfall mcfarland mcfarlane
mcgee mcghee mcgill mcginnis mcgovern mcgowan mcgrath mcgraw mcgregor mcgrew mcguire mchenry mchugh
mcinnis mcintire mcintosh mcintyre mckay mckee mckenna mckinley mckinney mckinnon mcknight mclain
mclaughlin mclaurin mclean mclemore mclendon mcleod mcmahan mcmahon mcmanus mcmillan mcmillen
mcmillian mcmullen mcmurray mcnabb mcnair mcnally mcnamara mcneal mcneely mcneil mcneill mcnulty
mcnutt mcpherson mcqueen mcrae mcswain mcvay mcvey mcwhorter mcwilliams meade meador meagan meaghan
medeiros medlin medrano meehan meeks meena megan meghan mehmet mehta meier mejia melancon melanie
melba melendez melinda melisa melissa mellisa mellissa mello melodie melton melva melvin melvina
mena menard mendenhall mendez mendoza menendez meng menon mercado mercedes mercier meredith merle
merlin merrick merrill merritt mervin messer messina metcalf metz metzger metzler meyer meyers meza
mia miao micaela micah michael michaela michaels michal michaud micheal michel michele michell
michelle middleton migdalia miguel mikayla mike mikel mikey mikhailov mila milagros milam milburn
mildred milena millard miller millicent millie milligan milner milo milton mimi mims mina mindy
minerva minh minjun minnick minnie minter minton mintz mira miranda mireles mireya miriam mirna
mirza misha mishra missy misti mitch mitchel mitchell mitzi mixon mize mobley moe moeller moffett
moffitt mohamed mohammad mohammed mohan mohr moises mojica mollie molly mona monahan monica monika
monique moniz monson montague montalvo montanez montano monte montero montes montoya monty mooney
moore mora morales moran moreau morehead moreland moreno morey morin morley morozov morrell morrill
morris morrison morrissey morse mortensen mosby moseley moser moshe mosher mosier mosley mott
moulton moya moye moyer mozelle mueller muhammad muir mukherjee mullen muller mullin mullins mullis
muncy muniz munoz munson murdock muriel murillo murphy murrell murry murthy musgrove musser mustafa
myers myla myles myra myrick myrna myron myrtis myrtle nabil nabors nadeau nadia nadine nagel nagle
nagy nair najera nakia nance nanci nancy nanette nannie naomi napier naquin nash nasir nasser
natalia natalie natalya natasha nate nathalie nathan nathaniel natividad nava navarro naveen nayeli
naylor neal ned nedra needham neeley neely neff negrete negron neha neil neill nelda nell nellie
nelly nelson nereida nesbitt nestor nettie neuman neumann neva nevaeh nevarez neville newberry newby
newcomb newell newkirk newman newsom newsome ngozi nguyen nguyet niamh nicholas nichole nichols
nicholson nick nickerson nicki nickolas nicky nicola nicolas nicole nielsen nielson nieto nieves
nigel nikhil niki nikita nikki niko nikolai nilda nina nisha nita nixon nkechi noah noelle noemi
nola nolan noland nolen nona noonan nora norbert norberto noreen noriega norma norman normand norris
norton norwood nour novak nowak noyes nugent nunes nunez nunn nutt nwosu nyla oakes oakley oates
obinna obrien ocampo ocasio ochoa oconnell oconnor octavia octavio odell oden odis odom odonnell
ofelia ogden oglesby ohara oisin ojeda okafor okeefe okeke okonkwo oksana oldham oleary olen oleta
olga olin oliphant oliva olivares olivarez olivas oliveira oliver olivia ollie olmstead olsen olson
olumide oluwaseun oluwole olvera omalley omar omer oneal oneil oneill ontiveros ophelia oralia
oreilly oren orla orlov ornelas orosco orourke orozco ortega ortiz orval orville osborn osborne
osburn osman osorio ostrander osullivan osvaldo oswald otero otha otis otoole otto ouellette ousmane
ouyang overstreet overton owen owens pablo pacheco padgett padilla padma padraig paige paik paine
palacios palmer paloma palumbo pam pamala pamela pandey pandit pannell pantoja paolo pappas paquette
paradis paredes parekh parham parikh parnell parr parra parris parrish parrott parsons parth partin
pasquale patel paterson pathak patil patrica patrice patricia patrick patsy patten patterson patti
pattie patton patty paul paula paulette pauley paulina pauline paulsen paulson pavlov pawel paxton
payne payton peachey pearce pearlie pearline pearson pedersen pederson pedro peebles peeples peggy
pelletier pemberton pena pendergrass pendleton penelope pennell pennington perales peralta percy
perdue pereira perez perkins perla perreault perry perryman pete peter peterman peters petersen
peterson petit petra petrov pettit peyton pfeiffer pham phan phelan phelps phil philip phillip
phillips phillis philomena phipps phoebe phung phuong phylis phyllis picard pickard pickens
pickering pickett pierce pierre pierson pilar pimentel pina pineda pinson piotr pipkin pitt pittman
pitts plante platt plummer plunkett pogue poindexter poirier polanco polk pollack pollard pollock
polly ponce pooja poole poore popov porfirio porterfield portia portillo posey poston potts poulin
powell prado prakash pranav prasad prater prather pratt preeti prentice prescott presley pressley
preston prewitt prichard pricilla pridgen prieto pringle priscilla pritchard pritchett priya proctor
proffitt pruett pruitt pryor puckett puente pugh pulido pullen pulliam purcell purdy purnell purvis
putman putnam pyle qing qualls quang quarles quentin quezada quigley quinn quinones quintana
quintanilla quintero quintin quinton quiroz qureshi rabinowitz rachael racheal rachel rachelle
rachid rader radford radha rafael rafaela ragan raghav ragland ragsdale raheem rahman rahul raines
rainey raj rajan rajesh raju ralph ralston raman ramesh ramey ramirez ramiro ramon ramona ramos
ramsey randal randall randell randi randle randolph randy raney rangel rania rankin raphael rapp
raquel rashad rashid rasmussen rastogi ratcliff ratliff raul ravi rawlings rawls rayan rayburn
raymond raymundo reagan reardon reaves reba rebeca rebecca rebekah redd reddick redding reddy redman
redmond reece reeder rees reese reeves refugio regalado regan reggie regina reginald reich reichert
reid reilly reina reinaldo reinhardt reiter rekha remi rena renae renata renate rendon rene renee
renfro renita renner renteria reta retha reuben reva reyes reyna reynaldo reynolds reynoso rezaei
rhea rhoades rhoads rhoda rhodes rhonda rhys ricardo ricci richard richards richardson richelle
richey richie richter rick rickard ricker ricketts rickey rickie rickman ricky rico riddick ridenour
ridgeway ridley riggins riggs rigoberto rigsby riley rinehart rios ripley rishi rita ritchey ritchie
ritter ritu rivas rivera rizzo roark robb robbie robbin robbins robby roberge roberson robert
roberta roberto roberts robertson robinette robins robinson robison robles robt roby robyn rocco
rocha roche rochelle rocio rockwell roden roderick rodger rodgers rodney rodolfo rodrick rodrigo
rodrigue rodrigues rodriguez rodriquez rogelio roger rogers rohan rohit roisin rojas roland rolando
rolland rollins romano romeo romero romo romona ron rona ronald ronan ronda roney rong ronnie ronny
rooney roosevelt roper rory rosa rosado rosalba rosalee rosales rosalia rosalie rosalina rosalind
rosalinda rosalyn rosanna rosanne rosario rosas roscoe roseann roseanne rosella roselyn rosemarie
rosemary rosen rosenberg rosendo rosenthal rosetta rosie rosina rosita roslyn ross rosser rossi roth
rountree rouse roush rousseau rowan rowe rowell rowena rowland rowley roxana roxann roxanna roxanne
roxie royce royer royster ruben rubin rubio rubye rucker rudd rudolph rudy ruffin rufus ruiz runyon
rupert rupp russ russel russell russo ruth ruthann rutherford ruthie rutledge ryan ryder ryker
saavedra sabina sabrina sachin sadie sadler sadowski saenz sahin saif saini salas salazar salcedo
salcido saldana saleem salgado salim salley sallie sally salma salman salvador salvatore sam
samantha samatha sameer samir samira sammie sammons sammy sampson sams samuel samuels sanborn
sanchez sandeep sanders sanderson sandhu sandi sandlin sandoval sandra sandy sanford sanjay sanjeev
sanjuana sanjuanita santana santiago santos saoirse sapp sara sarah sargent sarita sasha sasser
satterfield saucedo sauer saul sauls saunders saundra savita saxena saxton saylor scanlon
scarborough scarbrough scarlett schaefer schaeffer schafer schaffer schell scherer schilling schmid
schmidt schmitt schmitz schneider schofield schott schrader schreiber schroeder schubert schuler
schulte schultz schulz schumacher schuster schwab schwartz schwarz schweitzer scot scott scottie
scotty scroggins scruggs sean searcy seaton seay sebastian seeley segura seibert seifert seitz selam
selby selena selin selina seojun sepulveda serena sergei sergio serna serrano seth sethi seung
severson seward sewell seymour shackelford shafer shaffer shah shameka shana shanda shane shania
shanice shanna shannon shanon shanta shante shantel shanti shapiro shari sharla sharlene sharma
sharon sharonda sharpe sharron sharyn shaun shauna shaw shawn shawna shay shayla shayna shayne shea
sheehan sheena sheffield sheila sheldon shelia shelley shelli shellie shelly shelton shen shepard
sheppard sheree sheri sheridan sherie sherri sherrie sherrill sherrod sherwood sheryl shiela shinn
shipley shipman shipp shirin shirlene shirley shivani shockley shonda shrader shrestha shreya shukla
shuler shull shultz shuman shumate sibley sid siddiqui sidhu sidney siegel sienna sigler sikes silas
siler silva silverman silvia simmons simms simon simone simpkins simpson sims sinclair sinead singh
singletary sinha siobhan sisk sisson sita sizemore skaggs skelton skidmore skinner skylar skyler
slade slagle slater sloan slocum slone smalley smallwood smirnov smith smithson smoot snead sneed
snell snider snodgrass snowden snyder soares socorro sofia sokolov sokolowski soledad solis soliz
solomon somers sommers sondra soni sonia sonja sonny sonya sophia sophie sorensen sorenson soriano
sorrell sosa sotelo soto sousa southerland souza sowell spangler spann sparkman spaulding spearman
speer spellman spence spencer spicer spivey spooner spradlin sprague springer sprouse spruill
spurlock squires srinivasan srivastava stacey staci stacia stacie stacy stafford staggs stahl staley
stallings stallworth stamper stan stanfield stanford stanislaw stanley stanton stapleton starkey
starks starla starnes starr staton stauffer stclair stearns steele steen stefan stefanie stefano
steffen steinberg steiner steph stephan stephanie stephany stephen stephenie stephens stephenson
stepp steve steven stevens stevenson stevie stewart stiles stillwell stiltner stine stinnett stinson
stjohn stoddard stokes stoll storey stovall stover stowe stpierre stratton strauss streeter
strickland strother stroud stuart stubblefield stubbs stuckey stull sturgill suarez subramanian
suggs sullivan sumner sumpter sunil sunita suresh susan susana susanna susanne susie sutherland
sutton suzan suzanna suzanne suzette suzy sven svetlana swafford swain swann swanson swartz swati
sweeney swenson switzer sybil sydney syed sykes sylvester sylvia szymanski tabatha taber tabitha
tabor tackett taft taggart tahir talbert talbot talia talley tamara tamayo tameka tamela tamera tami
tamika tammi tammie tammy tamra tana tanaka tania tanisha tanya tapia tara tareq tariq tarver taryn
tasha tate tatiana tatum tatyana tavares tawana taylor teague ted teddy teel tellez temitope
templeton tennant teodoro tera terence teresa terese teresita teressa teri terra terrance terrell
terrence terri terrie terry tesfaye tessa tessie thacker thad thaddeus thai thakkar thakur thanh
thao thapa tharp thayer thea theda thelma theo theodora theodore theresa therese theron thiago
thibodeau thibodeaux thigpen thomas thomason thompson thomson thorne thornton thorpe thorton thurman
thurston thuy tiago tian tiana tibbs tice tidwell tierney tiffani tiffany tigist tijerina tillery
tilley tillie tillman tilton tim timmons timmy timothy tina tinsley tipton tirado tisdale tisha
titus tobias tobin toby todd tolbert toler toliver tolliver tom tomas tomasa tomasz tomlin tomlinson
tommie tommy tompkins toney toni tonia tonja tony tonya tori torres torrez tosha toth tovar townsend
tracey traci tracie tracy trahan trammell tran trang trask travis traylor treadwell trejo tremblay
trena trent tressa treva trevino trevor trey tribble tricia trimble trina trinh trinidad triplett
tripp trish trisha trista tristan trivedi troutman trudy truitt trujillo truman truong tsai tuan
tubbs tucker tuggle tunde turley turnbull turner turney turpin tuttle tuyet twila twyla tyler tyner
tyra tyree tyrell tyron tyrone tyson ulrich ulysses underhill underwood unger upchurch upshaw urbina
uribe ursula usha usman utley vada vail valadez valarie valdes valdez valencia valentin valentina
valenzuela valeria valerie valerio valle valles valorie vance vandyke vanessa vang vanhorn vanmeter
vann varela vargas varghese varma varner varney vasquez vaughan vaughn vaught vazquez veda vega vela
velasco velasquez velazquez velda velez velma venable venegas venessa venita venkatesan vera verda
verla verma vern verna vernell vernice vernon veronica vesta vetter vicente vick vickers vickery
vickey vicki vickie vicky victor victoria vida vidal vidya viera vijay vikki vikram viktor
villalobos villanueva villareal villarreal villegas vilma vince vincent vincenzo vinod vinson
violeta virgie virgil virgina vishal vitale vito vivek vivian viviana vladimir vogel vogt volkov
vonda voss vuong waddell wadsworth waggoner wagner wahl waite wakefield walden waldo waldron waldrop
walker wallace waller wallis wally walsh walt walter walters walton wanda wang warfield warner
warren washburn wasson waterman watkins watson watters watts waugh wayne weatherly webb webber weber
webster weems wei weinberg weiner weinstein weiss welch weldon weller wellman wendell wendi wendt
wendy wentworth wenzel werner wertz wes wesley westbrook westfall westmoreland wetzel whalen whaley
wharton whatley wheatley wheeler whipple whitaker whitcomb whited whitehead whitehurst whiteside
whitfield whitley whitlock whitlow whitman whitmire whitmore whitney whitson whitt whittaker whitten
whittington whitworth wiese wiggins wilbanks wilbert wilbur wilburn wilcox wilda wilde wiley wilford
wilfred wilfredo wilhelm wilhelmina wilkerson wilkes wilkins wilkinson wilks willa willard willett
willey william williams williamson willie williford willingham willis willoughby willson willy wilma
wilmer wilson wilton wimberly windham winfield winfred winfrey wingate wingfield winifred winkler
winn winnie winnifred winona winslow winstead winston winters wirth wiseman wisniewski witherspoon
witt wofford wojciech wojcik wolfe wolff wolford womack wong woodall woodard woodley woodrow
woodruff woodson woodward woodworth wooldridge wooten worden worley worrell worthington wozniak wray
wyatt wylie wyman wynn wynne xander xavier xiao ximena xiomara xiong yadav yadira yael yahir yamil
yancey yanez yara yarbrough yaretzi yasmin yasmine yates yazzie ybarra yeager yelena yesenia yetunde
yilmaz ying yoder yohannes yolanda yoon yosef yost youngblood yount youssef yuan yuen yuki yuri
yusuf yvette yvonne zach zachariah zachary zachery zack zahra zain zainab zaman zamora zander zane
zapata zara zarate zavala zayden zeigler zeke zelda zella zeller zelma zenaida zeng zepeda zhang
zhao zhen zheng zhong zhou ziegler zielinski zimmer zimmerman ziva zoe zoey zoila zook zoraida
zulema zuniga
""".split()
)

# Given names that are also words, places or payers.
GIVEN_OR_WORD: Final = frozenset(
    """
abe ada aida al alexa alexandria ali aline alma alpha amber ami amir ana angel april aria art ashton
asia august augusta aura aurora austin autumn bailey barb basil beau belle berry beryl bill birdie
blanch bo brandy brook brooklyn brooks bud buddy burton cali candy carmel carmine carolina carson
cary chad chance chanel charity charlotte chase chastity chelsea cherry chester cheyenne chi
christen clay clement cleveland cliff clinton columbus cooper coy crystal curt daisy dakota dale
dallas dawn dean deb dee denver destiny diamond dick dillon dirk dolly don dong drew duc duncan
dusty earl earnest easton ebony ed eddy emery emory enid ester eun eve ewa faith fanny fawn fay
felicity fern flora florence forest foster frank franklin freeman gabby gale garland garnet gay gene
genesis geneva georgia german gil ginger grace grant gus guy hal harper harrison harvey hazel heath
helena holly homer hong hope houston hui hung hunter huy ida ila ima ina india ira iris israel iva
ivory ivy jackson jade jae jan jarred jasper jay jed jefferson jewel jin jo jordan joy jun june
junior kay kent kenya kia kip lacy lan lance lane laurel lea lee lei les lia lily lincoln ling logan
lon london long lou lowell lulu luna luz lyn mac madison mae mai major margarita marge marietta
marina mark marlin marquis marshall mason max may mckenzie meg mei mel melody merry mickey milan
miles milford min ming misty monroe morgan morton moses murray na nam nan napoleon newton nia noble
noe noel odessa ok ola olive oma ona opal ora orion orlando oscar pansy paris parker pat pearl penny
phoenix ping precious prince princess queen quincy rae raleigh raven ray reed rex rich rob robin
rocky rod roma roman rose roy royal ruby rusty sal sang savannah sawyer selma shelby sherman sherry
sierra sol son stella sterling sue summer sun sung sunny tad tanner tao tena tia tiara tod tory
trenton trinity troy ty uma una val valentine van venus viola violet virginia wade ward wen weston
will windy wm xia xin yan yang yaw yong young yu yun zhi zion
""".split()
)

# Surnames that are also words, places or payers.
SURNAME_OR_WORD: Final = frozenset(
    """
abbott ahn akin alderman ali alley almond angel archer arroyo ash ashford ashton askew austin bacon
badger bae bai bailey baker bales ball bandy banks bannister barber barker baron barrios barrow
barrows bass bassett batten battle battles baxter bayer beach beam bean beard beaver beavers bedford
beers begum bell belt belton bender berg berry bethel billings bills binder birch bird bishop black
bland blank bliss block bloom blunt bond bonds bone booth borders boss boston bounds bourgeois
bourne bowen bower bowers bowling branch brand bravo bray brewer bridges bright brink brooks
brothers brown browning buck bui bull bullock bunch bunting burden burger burns burnside burr
burrows burton busby bush butcher butler button butts cable camp canada cannon cao card caro
carpenter carrier carrion carson cary cash cass castle cave cha chamberlain chambers champagne
champion chance chase cheek cherry chester chestnut chin cho chow chu church clay clement cleveland
clinton close cloud coats coe coffin combs comer cone conn cook cooks coon cooper cope corona corral
costa cota cote cotter cotton couch council counts cousins covert cox coy craft crane craven creel
crews crisp crook crooks cross crouch crow cui curry cyr daily dale dallas darling das day deal dean
dent dey dial diamond dick dickey dill dillon dix dodge doe doll dong doughty dove dover dow dowdy
downing downs drake drew driver duff duke dukes duncan dunning dupont durham dye dyer dykes earl
early east easton eaves eddy edge elder ely emery england english eze fain fair fairbanks falcon fan
fang fanning farmer farrow fay ferry field fields finch fine fish fisher flanders flint flood
florence flowers folsom ford foreman fort forte fortune foster fountain fox foy france frank
franklin franks freedman freeman french friend frost fry fu fuller funk gable gage gale gallagher
gallant gamble gao garland garrison gates gay gee gentile gentry german gil gill gist givens gladden
glass goad gold golden goldsmith gore grace grant graves gray green grey grimes grooms gross grove
groves gu guest gulley gunn guo guy hacker hackney haggard hall ham hammer hampton han handy harden
harder hardy hare harms harness harp harper harrison hart harvey hass hatch havens hawk hawkins
hawks hay hazel heard heath heck hedges heinz helm her herr herring hill hills hinds ho hoffman
holder holland holly hong hood hook hooker hooks hope hopkins hopper horn hou houston hoy hsu hu hua
hudson hui hull hunt hunter hurt ireland irish irvine islam israel ivory ivy jacks jackson jasper
jay jefferson jha ji jin jobe johns joiner jolly jordan joy judge justice kaiser kay kee keel
keeling keen keener kent keys kinder king kirkland kitchen kitchens knight knoll ky lackey lacy lai
lake lal lam lamb lancaster lance land lane laporte large lash lau lavender lawless laws lay layman
le lea leach lear lee legg lemon lemons levy li light lim lima limon lin lincoln ling link lira
little liu lively lo logan london long looney lord love lovelace loveless loving low lowell loy lu
luna luo luster ly ma mabe mace macon madison madrigal mai major majors manning march mares mark
marks marquis marsh marshall martens mason masters may mayo mckenzie mead meadows medina medley meek
meeker mercer merchant mesa miles mills miner minor mock molina monk monroe montgomery moody moon
morgan morrow morton moses moss motley mount mull mulligan murray muse nam nath ness nettles new
newton ng ngo niles nix noble nobles noe noel north nye oaks obi ogle oh ong orlando orr osgood ott
outlaw pace pack packard pagan page painter pak palma parent paris parish park parker parkinson
parks parry parson partridge pate paz peace peacock peak pease peck peek pence penn penny peoples
pepper petty pike pinto piper poe pointer pond ponder pool pope porter potter power powers price
pride priest prince provost qiu queen quick rains raja rand ransom rao rash ray rea read rector
redden reed reedy register reis ren reno rice rich richmond ricks riddle rider ring rivers roach
rock roe roman root rose rounds roy royal ruby ruff rush rushing rust ryu sage sager sales salinas
salisbury salmon salter sample samples samson sander sands saucier savage savoy sawyer sawyers
scales seal seals seaman sears see sell sellers sells sen seo sessions settle sexton shade shaikh
shank shanks sharp shaver shearer sheets sheikh shelby shell shepherd sherman shi shields shin
shoemaker shook shorter sierra silver sim simons singer singleton skipper slack slaughter sledge
smalls smart smiley smothers snipes snow solano song south southern sowers spain sparks sparrow
spear spears spring stack stamps staples stark starling staten steed stein sterling stern steward
stock stockton stone stoner story stout strain strand strange street stringer strong stump sturgeon
styles su summers sun sung sutter swan swank sweat sweet swift swisher tam tan tang tanner tao teal
temple thi thorn thrasher ting toledo ton tong toro towns trapp trice trotter trout true tse tuck
tung turk upton urban valentine vallejo van ventura vest vigil villa vines vo vu vue wade wagoner
wall walling walls wan ward warden ware washington waters watt weatherford weathers weaver weed weir
wells welsh wen west weston wheat wheaton white whiting whittle wicker wicks wild wilder wiles wills
winchester wing winter wise withers wolf woo wood woodcock wooden woods woody workman worthy wren
wright wu xia xie xu yan yang yao ye yee yen yi yin yoo york young younger yu yun zaragoza zhu zou
""".split()
)
